import { release, type SupportChange, type SupportState } from './support-state.js';
import { type SupportOutcome } from './support-view.js';

/** Ends a support: frees its place and signals the outcome to the school-year. */
export const ending = (state: SupportState, outcome: SupportOutcome, note: string): SupportChange => ({
  set: { stage: 'ended', outcome },
  note,
  ...(outcome === 'withdrawn' && state.hubId !== undefined && { notices: [hubNotifiedOfWithdrawal] }),
  effects: [...release(state.hubId), { do: 'signalSchoolYear', outcome, version: state.version + 1 }],
});

const hubNotifiedOfWithdrawal = {
  to: 'hub-managers',
  about: 'The offer of support to a school has been withdrawn. Its place is available.',
} as const;

/** Milestones and days used go with the school into the next year, even where its hub closed. A school that never had a place is `not-placed`. */
export const outcomeAtYearEnd = ({ stage, placeLostOn }: SupportState): SupportOutcome =>
  stage === 'in-progress' || placeLostOn !== undefined ? 'carried-forward' : 'not-placed';
