import { isDateText, refuse } from '../../process/checks.js';
import { lastDayOf, noOpenShock, replaced, shocksChanged, shockThatHolds } from '../shocks.js';
import { hubManagers } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly shockId: string;
  readonly endedOn: string;
}

/** A hub manager ends a shock early; days after `endedOn` are judged again. */
export const resumeMonitoring: DecisionRule<'resumeMonitoring', Body> = {
  kind: 'resumeMonitoring',
  permitted: hubManagers,
  openIn: ['monitoring'],
  unfit: (_occasion, state, { body: { shockId, endedOn } }) => {
    const shock = shockThatHolds(state, shockId);
    if (!shock) return noOpenShock;
    const isWithin = isDateText(endedOn) && endedOn >= shock.from && endedOn <= lastDayOf(shock);
    return isWithin ? undefined : refuse('ShockDatesUnfit', 'The last day set aside must lie within the shock.');
  },
  change: (occasion, state, { body: { shockId, endedOn } }) =>
    shocksChanged(occasion, state, replaced(state, shockId, { endedOn }), 'The local shock is over.'),
};
