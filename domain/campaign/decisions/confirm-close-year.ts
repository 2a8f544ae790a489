import { refuse, textUnfit } from '../../process/checks.js';
import { type CampaignRule } from '../state.js';

/** A second senior analyst agrees; the year closes. */
export const confirmCloseYear: CampaignRule<'confirmCloseYear'> = {
  kind: 'confirmCloseYear',
  permitted: { 'senior-analyst': 'any' },
  openIn: ['running', 'cancelled'],
  unfit: (_occasion, { proposedClosing }, { actor, body }) => {
    if (!proposedClosing) return refuse('NothingPending', 'Nobody has proposed to close this year.');
    return proposedClosing.proposedBy === actor.id
      ? refuse('SecondPersonNeeded', 'A second senior analyst must confirm; you proposed to close the year.')
      : textUnfit(body.note, 'A note');
  },
  change: (_occasion, { proposedClosing }, { body }) => ({
    set: { stage: 'closing', closing: proposedClosing?.nationalShiftPoints, proposedClosing: undefined },
    note: body.note ?? 'Confirmed by a second senior analyst: the year closes.',
  }),
};
