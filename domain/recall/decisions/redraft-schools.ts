import { refuse, textUnfit } from '../../process/checks.js';
import { type RecallRule } from '../state.js';

/** The figures have been corrected and imported; the drafts are made again. */
export const redraftSchools: RecallRule<'redraftSchools'> = {
  kind: 'redraftSchools',
  permitted: { analyst: 'any', 'senior-analyst': 'any' },
  openIn: ['suspended', 'redrafted'],
  unfit: ({ input }, _state, { body }) =>
    input.purpose === 'redraft'
      ? textUnfit(body.note, 'A note')
      : refuse('WrongStage', 'This recall only suspends schools. Propose a new recall to make their drafts again.'),
  change: (_occasion, _state, { body }) => ({
    set: { stage: 'redrafting' },
    note: body.note ?? 'The drafts are made again from the figures as they are now.',
  }),
};
