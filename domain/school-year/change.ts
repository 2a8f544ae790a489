import { moved as movedBy, withFields, type Change as ChangeOf, type Step } from '../process/change.js';
import { type Occasion as OccasionOf } from '../process/process.js';
import { type Cause } from '../process/transition-record.js';
import { type Effect } from './effects.js';
import { type SchoolYearInput } from './messages/input.js';
import { viewOf, type SchoolYearState } from './state.js';

export type Transition = Step<SchoolYearState, Effect>;
export type Change = ChangeOf<SchoolYearState, Effect>;
export type Occasion = OccasionOf<SchoolYearInput>;

export const unchanged = (state: SchoolYearState): Transition => ({ state, effects: [] });

/** Replaces fields without a new version, where nothing has changed that a person or the read model would see. */
export const quietly = (state: SchoolYearState, set: Change['set']): Transition => unchanged(withFields(state, set));

/** Numbers the change, logs it, and queues its record before its other effects. */
export const moved = (
  { workflowId, now }: Occasion,
  state: SchoolYearState,
  cause: Cause,
  change: Change,
): Transition => movedBy({ workflowId, now, viewOf }, state, cause, change);
