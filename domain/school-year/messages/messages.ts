import { type Decision } from '../decisions/index.js';
import { type Fact } from './facts.js';

export type Message = Decision | Fact;

/** Facts that arrive from outside as signals. */
export const factSignals = {
  monthReported: 'monthReported',
  yearEnded: 'yearEnded',
  supportEnded: 'supportEnded',
  supportCarried: 'supportCarried',
  suspended: 'suspended',
  recalled: 'recalled',
  resumed: 'resumed',
  examplesChanged: 'examplesChanged',
} as const;

export const schoolYearQueries = { status: 'status', decisionLog: 'decisionLog' } as const;
