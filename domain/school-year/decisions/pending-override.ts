import { refuse } from '../../process/checks.js';
import { type Command, type Refusal } from '../../process/command.js';
import { type SchoolYearState } from '../state.js';

export const overrideWaits = ({ pendingOverride }: SchoolYearState): Refusal | undefined =>
  pendingOverride &&
  refuse('SecondPersonNeeded', 'An override is waiting for a second person. It must be decided first.');

/** The proposer is never the second person. */
export function secondPersonUnfit(
  { pendingOverride }: SchoolYearState,
  { actor }: Command<string, object>,
): Refusal | undefined {
  if (!pendingOverride) return noOverrideWaits;
  return pendingOverride.proposedBy === actor.id
    ? refuse('SecondPersonNeeded', 'You proposed this override, so another person must confirm or decline it.')
    : undefined;
}

export const noOverrideWaits = refuse('NothingPending', 'No override is waiting for a second person.');
