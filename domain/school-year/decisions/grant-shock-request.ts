import { waitingRequest } from '../../monitoring/shock-request.js';
import { notWaiting, withAnswer } from '../shock-requests.js';
import { chainRefusal, openShock } from '../shocks.js';
import { hubManagersOrSeniorAnalysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly requestId: string;
  readonly note?: string;
}

/** A hub manager, or a senior analyst if the hub does not answer, sets aside the days that a school asked for. */
export const grantShockRequest: DecisionRule<'grantShockRequest', Body> = {
  kind: 'grantShockRequest',
  permitted: hubManagersOrSeniorAnalysts,
  openIn: ['monitoring'],
  unfit: (occasion, state, { actor, body }) => {
    const request = waitingRequest(state.shockRequests);
    return request?.id === body.requestId
      ? chainRefusal(occasion, state, { ...request, openedBy: actor.id })
      : notWaiting;
  },
  change: (occasion, state, { actor }) => {
    const request = waitingRequest(state.shockRequests);
    if (!request) return { set: {}, note: 'No request is waiting.' };
    const { id, kind, from, to, evidence, requestedBy } = request;
    const answered = withAnswer(state, { isGranted: true, by: actor.id });
    const change = openShock(occasion, answered, { id, kind, from, to, evidence, requestedBy, openedBy: actor.id });
    return {
      ...change,
      set: { shockRequests: answered.shockRequests, ...change.set },
      notices: [...(change.notices ?? []), { to: 'school', about: 'The days you asked for have been set aside.' }],
    };
  },
};
