import { refuse, textMissing } from '../../process/checks.js';
import { type CampaignRule } from '../state.js';

/** The year stays open: a second person disagrees, or the proposer takes the proposal back. */
export const declineCloseYear: CampaignRule<'declineCloseYear'> = {
  kind: 'declineCloseYear',
  permitted: { 'senior-analyst': 'any' },
  openIn: ['running', 'cancelled'],
  unfit: (_occasion, { proposedClosing }, { body }) =>
    proposedClosing
      ? textMissing(body.reason, 'A reason')
      : refuse('NothingPending', 'Nobody has proposed to close this year.'),
  change: (_occasion, _state, { body }) => ({ set: { proposedClosing: undefined }, note: body.reason }),
};
