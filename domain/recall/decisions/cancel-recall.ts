import { textMissing } from '../../process/checks.js';
import { type RecallRule } from '../state.js';

/** The proposal is dropped; nothing had been suspended. */
export const cancelRecall: RecallRule<'cancelRecall'> = {
  kind: 'cancelRecall',
  permitted: { analyst: 'any', 'senior-analyst': 'any' },
  openIn: ['proposed'],
  unfit: (_occasion, _state, { body }) => textMissing(body.reason, 'A reason'),
  change: (_occasion, _state, { body }) => ({ set: { stage: 'cancelled' }, note: body.reason }),
};
