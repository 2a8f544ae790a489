import { isDateText, refuse, textMissing } from '../../process/checks.js';
import { extensionRefusal } from '../../monitoring/exemption.js';
import { noOpenShock, replaced, shocksChanged, shockThatHolds } from '../shocks.js';
import { hubManagersOrSeniorAnalysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly shockId: string;
  readonly to: string;
  readonly evidence: string;
}

/**
 * What one person may set aside is capped; a second hub manager or a senior analyst may extend a shock once, by at most the cap again.
 * Source: docs/sources/local-shocks.md#evidence.
 */
export const extendShock: DecisionRule<'extendShock', Body> = {
  kind: 'extendShock',
  permitted: hubManagersOrSeniorAnalysts,
  openIn: ['monitoring'],
  unfit: ({ input: year }, state, { actor, body: { shockId, to, evidence } }) => {
    const shock = shockThatHolds(state, shockId);
    if (!shock) return noOpenShock;
    const evidenceMissing = textMissing(evidence, 'Evidence that the shock continues');
    if (evidenceMissing) return evidenceMissing;
    if (shock.openedBy === actor.id)
      return refuse('SecondPersonNeeded', 'You opened this shock, so another person must extend it.');
    if (!isDateText(to)) return refuse('ShockDatesUnfit', 'Give the last day as yyyy-mm-dd.');
    const reason = extensionRefusal(shock, { to, extendedBy: actor.id }, year.calendar, year.monitoringPolicy);
    return reason === undefined ? undefined : refuse('ShockDatesUnfit', reason);
  },
  change: (occasion, state, { actor, body: { shockId, to, evidence } }) => {
    const extended = replaced(state, shockId, { extendedTo: to, extendedBy: actor.id, extensionEvidence: evidence });
    return shocksChanged(occasion, state, extended, 'The local shock is extended by a second person.');
  },
};
