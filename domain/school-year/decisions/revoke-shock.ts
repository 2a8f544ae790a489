import { firstOf, refuse, textMissing } from '../../process/checks.js';
import { replaced, shocksChanged, shockThatHolds } from '../shocks.js';
import { analysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly shockId: string;
  readonly reason: string;
}

/** An analyst finds the shock's evidence wanting; no day of it is set aside any longer. */
export const revokeShock: DecisionRule<'revokeShock', Body> = {
  kind: 'revokeShock',
  permitted: analysts,
  openIn: ['monitoring'],
  unfit: (_occasion, state, { body: { shockId, reason } }) =>
    firstOf(
      shockThatHolds(state, shockId) ? undefined : refuse('UnknownShock', 'No shock that holds has this id.'),
      textMissing(reason, 'A reason for revoking the shock'),
    ),
  change: (occasion, state, { body: { shockId, reason } }) =>
    shocksChanged(occasion, state, replaced(state, shockId, { isRevoked: true }), reason),
};
