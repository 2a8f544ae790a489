import { type Refusal } from '../process/command.js';
import { type DeclineShockRequest, type GrantShockRequest, type RequestShock } from './messages/monitoring.js';
import { requestRefusal, waitingRequest, type ShockAnswer, type ShockRequest } from '../monitoring/shock-request.js';
import { dateInWords } from '../shared/dates.js';
import { dateAt, daysAfter } from '../shared/school-calendar.js';
import { type Change, type Occasion } from './change.js';
import { firstOf, refuse, textMissing } from '../process/checks.js';
import { without } from './deadlines.js';
import { rejudge } from './judging.js';
import { chainRefusal, datesUnfit, openShock } from './shocks.js';
import { type SchoolYearState } from './state.js';

/** Support waits for the answer; silence goes to a person, and never on to a proposal. Source: domain dossier 6.2.6. */
export function requestShock({ year, now }: Occasion, state: SchoolYearState, decision: RequestShock): Change {
  const { shockKind, from, to, evidence } = decision.body;
  const request: ShockRequest = {
    id: decision.commandId,
    kind: shockKind,
    from,
    to,
    evidence,
    requestedBy: decision.actor.id,
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
}

export function grantShockRequest(occasion: Occasion, state: SchoolYearState, decision: GrantShockRequest): Change {
  const request = waitingRequest(state.shockRequests);
  if (!request) return { set: {}, note: 'No request waits.' };
  const { id, kind, from, to, evidence, requestedBy } = request;
  const answered = withAnswer(state, { isGranted: true, by: decision.actor.id });
  const shock = { id, kind, from, to, evidence, requestedBy, openedBy: decision.actor.id };
  const change = openShock(occasion, answered, shock);
  return {
    ...change,
    set: { shockRequests: answered.shockRequests, ...change.set },
    notices: [
      ...(change.notices ?? []),
      { to: 'school', about: 'The days that your school asked for are set aside from the comparison.' },
    ],
  };
}

/** What the request held back is judged now. */
export function declineShockRequest(occasion: Occasion, state: SchoolYearState, decision: DeclineShockRequest): Change {
  const { reason } = decision.body;
  const answered = withAnswer(state, { isGranted: false, by: decision.actor.id, reason });
  const again = rejudge(occasion, answered);
  return {
    set: { shockRequests: answered.shockRequests, deadlines: answered.deadlines, ...again.set },
    note: [reason, again.note].filter(Boolean).join(' '),
    notices: [
      {
        to: 'school',
        about: 'The days that your school asked for stay in the comparison; the reason is with the decision.',
      },
      ...again.notices,
    ],
  };
}

/** The request goes on holding back what it holds back. */
export const shockRequestOverdue = (_occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'shock-request') },
  note: 'Nobody has answered the school’s request to set days aside; a senior analyst is asked to.',
  notices: [{ to: 'senior-analysts', about: 'A school’s request to set days aside has had no answer from its hub.' }],
});

export function requestUnfit({ year }: Occasion, state: SchoolYearState, decision: RequestShock): Refusal | undefined {
  const { from, to, evidence, shockKind } = decision.body;
  const unreadable = firstOf(textMissing(evidence, 'Evidence from beyond the school'), datesUnfit(decision.body));
  if (unreadable) return unreadable;
  const held = { requests: state.shockRequests ?? [], shocks: state.shocks };
  const reason = requestRefusal(
    { kind: shockKind, from, to },
    { ...held, calendar: year.calendar, policy: year.monitoringPolicy },
  );
  return reason === undefined ? undefined : refuse('ShockDatesUnfit', reason);
}

export function grantUnfit(
  occasion: Occasion,
  state: SchoolYearState,
  decision: GrantShockRequest,
): Refusal | undefined {
  const request = waitingRequest(state.shockRequests);
  return request?.id === decision.body.requestId
    ? chainRefusal(occasion, state, { ...request, openedBy: decision.actor.id })
    : notWaiting;
}

export const declineUnfit = (state: SchoolYearState, decision: DeclineShockRequest): Refusal | undefined =>
  waitingRequest(state.shockRequests)?.id === decision.body.requestId
    ? textMissing(decision.body.reason, 'A reason')
    : notWaiting;

const notWaiting = refuse('NothingPending', 'No request of this id waits for an answer.');

const withAnswer = (state: SchoolYearState, answer: ShockAnswer): SchoolYearState => ({
  ...state,
  shockRequests: (state.shockRequests ?? []).map((request) => (request.answer ? request : { ...request, answer })),
  deadlines: without(state.deadlines, 'shock-request'),
});
