import { type DecisionTable } from '../../process/decision-table.js';
import { type SupportInput } from '../messages.js';
import { type SupportChange, type SupportState } from '../support-state.js';
import { arrangePlace } from './arrange-place.js';
import { endSupport } from './end-support.js';
import { recordMilestone } from './record-milestone.js';

const files = { recordMilestone, arrangePlace, endSupport };

export type SupportDecision = Parameters<(typeof files)[keyof typeof files]['change']>[2];

/** Every decision about a support by its kind, one file each. */
export const supportDecisions: DecisionTable<SupportInput, SupportState, SupportDecision, SupportChange> = files;
