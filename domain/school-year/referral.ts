import { refuse } from '../process/checks.js';
import { type Refusal } from '../process/command.js';
import { type Change, type Occasion } from './change.js';
import { without } from './deadlines.js';
import { type SchoolYearState } from './state.js';

export const referralOverdue = (_occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'referral') },
  note: 'A proposed referral is overdue for a decision.',
  notices: [{ to: 'senior-analysts', about: 'A proposed referral is overdue for a decision.' }],
});

export const proposalMissing = (state: SchoolYearState): Refusal | undefined =>
  state.referral?.state === 'proposed' ? undefined : refuse('NothingPending', 'No referral is proposed.');
