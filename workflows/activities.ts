import { proxyActivities } from '@temporalio/workflow';
import {
  type ArchivingActivities,
  type AreaActivities,
  type CampaignActivities,
  type DraftingActivities,
  type LearningActivities,
  type MonthlyReturnActivities,
  type NamingActivities,
  type PlaceActivities,
  type RecallActivities,
  type RecordingActivities,
  type SupportActivities,
} from '../contracts/activities.js';
import { taskQueues } from '../contracts/task-queues.js';

const patient = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

export const drafting = proxyActivities<DraftingActivities>({
  taskQueue: taskQueues.narrative,
  startToCloseTimeout: '1 minute',
  retry: patient,
  summary: 'draft the expectation, run the gates, write the report version',
});

/** Scheduled by the task that holds the decision, so that every record has its decision in the history. */
export const recording = proxyActivities<RecordingActivities>({
  startToCloseTimeout: '10 seconds',
  retry: patient,
  summary: 'write the audit log and the read model',
});

export const requesting = proxyActivities<SupportActivities>({
  startToCloseTimeout: '1 minute',
  retry: patient,
  summary: 'request a place at a hub',
});

/** Work that reports its progress every few seconds: when its worker dies, another soon continues. */
export const inSteps = { startToCloseTimeout: '2 hours', heartbeatTimeout: '20 seconds' } as const;

/** Work that computes or loads for a while without a heartbeat. */
export const inOnePiece = { startToCloseTimeout: '2 hours', heartbeatTimeout: '2 minutes' } as const;

export const campaigning = proxyActivities<CampaignActivities>({
  taskQueue: taskQueues.campaign,
  ...inOnePiece,
  retry: patient,
});

export const returning = proxyActivities<MonthlyReturnActivities>({
  taskQueue: taskQueues.campaign,
  ...inOnePiece,
  retry: patient,
});

export const archiving = proxyActivities<ArchivingActivities>({
  taskQueue: taskQueues.campaign,
  ...inSteps,
  retry: patient,
});

export const recalling = proxyActivities<RecallActivities>({
  taskQueue: taskQueues.campaign,
  ...inOnePiece,
  retry: patient,
});

export const assigning = proxyActivities<PlaceActivities>({
  taskQueue: taskQueues.campaign,
  ...inSteps,
  retry: patient,
});

/** The year closes whether or not its lessons can be written, so attempts are limited. */
export const learning = proxyActivities<LearningActivities>({
  taskQueue: taskQueues.campaign,
  ...inOnePiece,
  retry: { ...patient, maximumAttempts: 5 },
  summary: 'write the lessons of the year',
});

export const eventing = proxyActivities<AreaActivities>({
  taskQueue: taskQueues.campaign,
  ...inSteps,
  retry: patient,
});

export const naming = proxyActivities<NamingActivities>({
  taskQueue: taskQueues.campaign,
  ...inSteps,
  retry: patient,
});
