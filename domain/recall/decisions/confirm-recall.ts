import { refuse, textUnfit } from '../../process/checks.js';
import { scopeInWords } from '../scope.js';
import { type RecallRule } from '../state.js';

/** A second senior analyst, not the proposer, has read the preview and suspends the schools in it. */
export const confirmRecall: RecallRule<'confirmRecall'> = {
  kind: 'confirmRecall',
  permitted: { 'senior-analyst': 'any' },
  openIn: ['proposed'],
  unfit: ({ input }, _state, { actor, body }) =>
    actor.id === input.proposedBy.id
      ? refuse('SecondPersonNeeded', 'A second senior analyst must confirm; you proposed this recall.')
      : textUnfit(body.note, 'A note'),
  change: ({ input }, _state, { actor, body }) => ({
    set: { stage: 'suspending', confirmedBy: actor.id },
    note: body.note ?? `Confirmed by a second person: ${scopeInWords(input.scope)} is suspended.`,
  }),
};
