import { type RecallDecision } from '../messages.js';
import { type RecallRule } from '../state.js';
import { cancelRecall } from './cancel-recall.js';
import { confirmRecall } from './confirm-recall.js';
import { endRecall } from './end-recall.js';
import { redraftSchools } from './redraft-schools.js';

/** Every decision about a recall, one file each. */
export const recallDecisions = { confirmRecall, cancelRecall, redraftSchools, endRecall } as const satisfies {
  readonly [Kind in RecallDecision['kind']]: RecallRule<Kind>;
};
