import { firstOf, refuse, textMissing } from '../../process/checks.js';
import { replaced, shocksChanged, shockThatHolds } from '../shocks.js';
import { analysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly shockId: string;
  readonly reason: string;
}

/** An analyst finds the evidence for a shock insufficient; its days are no longer set aside. */
export const revokeShock: DecisionRule<'revokeShock', Body> = {
  kind: 'revokeShock',
  permitted: analysts,
  openIn: ['monitoring'],
  unfit: (_occasion, state, { body: { shockId, reason } }) =>
    firstOf(
      shockThatHolds(state, shockId) ? undefined : refuse('UnknownShock', 'No current shock has this id.'),
      textMissing(reason, 'A reason for revoking the shock'),
    ),
  change: (occasion, state, { body: { shockId, reason } }) =>
    shocksChanged(occasion, state, replaced(state, shockId, { isRevoked: true }), reason),
};
