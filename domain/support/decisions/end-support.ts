import { textMissing } from '../../process/checks.js';
import { ending } from '../ending.js';
import { type SupportRule } from '../support-state.js';

interface Body {
  readonly reason: string;
}

/** Support ends early, with the reason. */
export const endSupport: SupportRule<'endSupport', Body> = {
  kind: 'endSupport',
  permitted: { 'hub-manager': 'own-region', 'rise-adviser': 'own-region' },
  openIn: ['finding-place', 'waiting', 'in-progress'],
  unfit: (_occasion, _state, { body }) => textMissing(body.reason, 'A reason'),
  change: (_occasion, state, { body }) => ending(state, 'ended-early', body.reason),
};
