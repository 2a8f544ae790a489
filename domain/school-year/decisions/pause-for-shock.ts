import { firstOf, refuse, textMissing } from '../../process/checks.js';
import { eventOfShock } from '../../monitoring/area-shock.js';
import { shockRefusal } from '../../monitoring/exemption.js';
import { chainRefusal, datesUnfit, openShock, type ShockBody } from '../shocks.js';
import { hubManagers } from './permitted.js';
import { type DecisionRule } from './rule.js';

/** A hub manager sets dated days aside because of a local shock; the year is judged again. Source: docs/sources/local-shocks.md#effects. */
export const pauseForShock: DecisionRule<'pauseForShock', ShockBody> = {
  kind: 'pauseForShock',
  permitted: hubManagers,
  openIn: ['monitoring'],
  unfit: (occasion, state, { actor, body }) => {
    const { from, to, evidence, shockKind } = body;
    const unreadable = firstOf(textMissing(evidence, 'Evidence from outside the school'), datesUnfit(body));
    if (unreadable) return unreadable;
    const { calendar, monitoringPolicy } = occasion.input;
    const reason = shockRefusal({ kind: shockKind, from, to }, calendar, monitoringPolicy);
    if (reason !== undefined) return refuse('ShockDatesUnfit', reason);
    return chainRefusal(occasion, state, { kind: shockKind, from, to, openedBy: actor.id });
  },
  change: (occasion, state, { commandId, actor, body: { shockKind, from, to, evidence } }) => {
    const eventId = eventOfShock(commandId, state.urn);
    return openShock(occasion, state, {
      id: commandId,
      kind: shockKind,
      from,
      to,
      evidence,
      openedBy: actor.id,
      ...(eventId !== undefined && { eventId }),
    });
  },
};
