import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type KeptPlace } from '../../contracts/activities.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { hubId as hubWorkflowId } from '../../contracts/workflow-ids.js';
import { isHubListed } from '../../database/hubs-and-support/hub-candidates.js';
import { type PlaceKept } from '../../domain/hubs/messages.js';
import { dateAt } from '../../domain/shared/school-calendar.js';
import { isHubPathway } from '../../domain/support/pathway.js';
import { type Dependencies } from '../dependencies.js';
import { hubInput } from './hub-input.js';

/** Has this year's hub count a place that no round has given; false where there is no such hub now. */
export const keepPlace =
  ({ db, client }: Dependencies) =>
  async ({ academicYear, calendar, hubId, urn, pathway }: KeptPlace): Promise<boolean> => {
    if (!isHubPathway(pathway) || !(await isHubListed(db, hubId))) return false;
    const fact: PlaceKept = { kind: 'placeKept', urn, pathway };
    try {
      await client.workflow.signalWithStart('hub', {
        workflowId: hubWorkflowId(academicYear, hubId),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        taskQueue: taskQueues.schoolYear,
        args: [await hubInput(db, { academicYear, hubId, calendar, on: dateAt(calendar, Date.now()) })],
        signal: fact.kind,
        signalArgs: [fact],
        staticSummary: `hub ${hubId}, ${academicYear}`,
      });
      return true;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return false;
    }
  };
