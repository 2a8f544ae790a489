import { refuse } from '../../process/checks.js';
import { type Command, type Refusal } from '../../process/command.js';
import { type SchoolYearState } from '../state.js';

export const overrideWaits = ({ pendingOverride }: SchoolYearState): Refusal | undefined =>
  pendingOverride && refuse('SecondPersonNeeded', 'An override is waiting for a second person. That comes first.');

/** The second pair of eyes is never the first. */
export function secondPersonUnfit(
  { pendingOverride }: SchoolYearState,
  { actor }: Command<string, object>,
): Refusal | undefined {
  if (!pendingOverride) return noOverrideWaits;
  return pendingOverride.proposedBy === actor.id
    ? refuse('SecondPersonNeeded', 'The person who proposed an override cannot confirm or decline it.')
    : undefined;
}

export const noOverrideWaits = refuse('NothingPending', 'No override is waiting for a second person.');
