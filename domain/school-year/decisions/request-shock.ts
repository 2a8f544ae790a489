import { firstOf, refuse, textMissing } from '../../process/checks.js';
import { requestRefusal, type ShockRequest } from '../../monitoring/shock-request.js';
import { dateInWords } from '../../shared/dates.js';
import { dateAt, daysAfter } from '../../shared/school-calendar.js';
import { datesUnfit, type ShockBody } from '../shocks.js';
import { theSchool } from './permitted.js';
import { type DecisionRule } from './rule.js';

/**
 * A school asks for days to be set aside. No support is proposed or offered until the request is answered; an unanswered request goes to a
 * person and never leads to a proposal. Source: docs/sources/local-shocks.md#effects.
 */
export const requestShock: DecisionRule<'requestShock', ShockBody> = {
  kind: 'requestShock',
  permitted: theSchool,
  openIn: ['monitoring'],
  unfit: ({ input: year }, state, { body }) => {
    const { from, to, evidence, shockKind } = body;
    const unreadable = firstOf(textMissing(evidence, 'Evidence from outside the school'), datesUnfit(body));
    if (unreadable) return unreadable;
    const reason = requestRefusal(
      { kind: shockKind, from, to },
      {
        requests: state.shockRequests ?? [],
        shocks: state.shocks,
        calendar: year.calendar,
        policy: year.monitoringPolicy,
      },
    );
    return reason === undefined ? undefined : refuse('ShockDatesUnfit', reason);
  },
  change: ({ input: year, now }, state, { commandId, actor, body: { shockKind, from, to, evidence } }) => {
    const request: ShockRequest = {
      id: commandId,
      kind: shockKind,
      from,
      to,
      evidence,
      requestedBy: actor.id,
      requestedAtMilliseconds: now,
    };
    const answerBy = daysAfter(year.calendar, now, year.decisionPolicy.shockRequestDays);
    return {
      set: {
        shockRequests: [...(state.shockRequests ?? []), request],
        deadlines: { ...state.deadlines, 'shock-request': answerBy },
      },
      note: `The school asks for days to be set aside for a local shock: ${shockKind}.`,
      notices: [
        {
          to: 'hub-managers',
          about: `A school asks for days to be set aside for a local shock. Please answer by ${dateInWords(dateAt(year.calendar, answerBy))}.`,
        },
      ],
    };
  },
};
