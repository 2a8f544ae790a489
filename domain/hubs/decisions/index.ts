import { type DecisionTable } from '../../process/decision-table.js';
import { type HubChange, type HubState } from '../hub.js';
import { type HubInput } from '../messages.js';
import { changeCapacity, type ChangeCapacity } from './change-capacity.js';
import { closeHub, type CloseHub } from './close-hub.js';

export type HubDecision = ChangeCapacity | CloseHub;

/** Every decision about a hub, one file each. */
export const hubDecisions: DecisionTable<HubInput, HubState, HubDecision, HubChange> = { changeCapacity, closeHub };
