import { type DecisionTable } from '../../process/decision-table.js';
import { type HubChange, type HubState } from '../hub.js';
import { type HubInput } from '../messages.js';
import { changeCapacity } from './change-capacity.js';
import { closeHub } from './close-hub.js';

const files = { changeCapacity, closeHub };

export type HubDecision = Parameters<(typeof files)[keyof typeof files]['change']>[2];

/** Every decision about a hub by its kind, one file each. */
export const hubDecisions: DecisionTable<HubInput, HubState, HubDecision, HubChange> = files;
