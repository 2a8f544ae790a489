import { release, type SupportChange, type SupportState } from './support-state.js';
import { type SupportOutcome } from './support-view.js';

/** Ends a support and frees its place. */
export const ending = (state: SupportState, outcome: SupportOutcome, note: string): SupportChange => ({
  set: { stage: 'ended', outcome },
  note,
  ...(outcome === 'withdrawn' && state.hubId !== undefined && { notices: [hubNotifiedOfWithdrawal] }),
  effects: release(state.hubId),
});

const hubNotifiedOfWithdrawal = {
  to: 'hub-managers',
  about: 'The offer of support to a school has been withdrawn. Its place is available.',
} as const;
