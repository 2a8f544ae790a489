import { type DecisionTable } from '../../process/decision-table.js';
import { type SupportInput } from '../messages.js';
import { type SupportChange, type SupportState } from '../support-state.js';
import { endSupport, type EndSupport } from './end-support.js';
import { recordMilestone, type RecordMilestone } from './record-milestone.js';

export type SupportDecision = RecordMilestone | EndSupport;

/** Every decision about a support, one file each. */
export const supportDecisions: DecisionTable<SupportInput, SupportState, SupportDecision, SupportChange> = {
  recordMilestone,
  endSupport,
};
