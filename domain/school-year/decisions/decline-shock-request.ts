import { waitingRequest } from '../../monitoring/shock-request.js';
import { rejudge } from '../judging.js';
import { notWaiting, withAnswer } from '../shock-requests.js';
import { hubManagersOrSeniorAnalysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly requestId: string;
  readonly reason: string;
}

/** The days that a school asked for stay in the judgement, with the reason; what the request held up is judged now. */
export const declineShockRequest: DecisionRule<'declineShockRequest', Body> = {
  kind: 'declineShockRequest',
  permitted: hubManagersOrSeniorAnalysts,
  openIn: ['monitoring'],
  unfit: (_occasion, state, decision) =>
    waitingRequest(state.shockRequests)?.id === decision.body.requestId ? reasonGiven(decision) : notWaiting,
  change: (occasion, state, { actor, body: { reason } }) => {
    const answered = withAnswer(state, { isGranted: false, by: actor.id, reason });
    const again = rejudge(occasion, answered);
    return {
      set: { shockRequests: answered.shockRequests, deadlines: answered.deadlines, ...again.set },
      note: [reason, again.note].filter(Boolean).join(' '),
      notices: [
        {
          to: 'school',
          about: 'The days you asked for have not been set aside. The decision gives the reason.',
        },
        ...again.notices,
      ],
    };
  },
};
