import { textMissing } from '../../process/checks.js';
import { type RecallRule } from '../state.js';

/** A senior analyst ends the suspension, once the checks pass again. */
export const endRecall: RecallRule<'endRecall'> = {
  kind: 'endRecall',
  permitted: { 'senior-analyst': 'any' },
  openIn: ['suspended', 'redrafted'],
  unfit: (_occasion, _state, { body }) => textMissing(body.reason, 'A reason'),
  change: (_occasion, _state, { body }) => ({ set: { stage: 'checking' }, note: body.reason }),
};
