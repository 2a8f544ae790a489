import { type Fact } from './facts.js';
import { type MonitoringDecision } from './monitoring.js';
import { type ReviewDecision } from './review.js';
import { type WithSchoolDecision } from './with-school.js';

export type Decision = ReviewDecision | WithSchoolDecision | MonitoringDecision;
export type DecisionKind = Decision['kind'];
export type Message = Decision | Fact;

/** Every decision by name; the same name is the update's and the signal's. */
export const decisionKinds = [
  'approveTarget',
  'overrideTarget',
  'confirmOverride',
  'declineOverride',
  'releaseFromQuarantine',
  'withholdReport',
  'agreeTarget',
  'challengeFigure',
  'upholdChallenge',
  'dismissChallenge',
  'proposeHigherTarget',
  'requestShock',
  'grantShockRequest',
  'declineShockRequest',
  'pauseForShock',
  'extendShock',
  'resumeMonitoring',
  'revokeShock',
  'confirmReferral',
  'declineReferral',
  'endSchoolYear',
] as const satisfies readonly DecisionKind[];

/** Facts that arrive from outside as signals. */
export const factSignals = {
  monthReported: 'monthReported',
  yearEnded: 'yearEnded',
  supportEnded: 'supportEnded',
  suspended: 'suspended',
  recalled: 'recalled',
  resumed: 'resumed',
  examplesChanged: 'examplesChanged',
} as const;

export const schoolYearQueries = { status: 'status', decisionLog: 'decisionLog' } as const;
