import { firstOf } from '../../process/checks.js';
import { secondPersonUnfit } from './pending-override.js';
import { seniorAnalysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** A senior analyst who is not the proposer declines a waiting override; the draft returns to review. */
export const declineOverride: DecisionRule<'declineOverride', Body> = {
  kind: 'declineOverride',
  permitted: seniorAnalysts,
  openIn: ['in-review'],
  unfit: (_occasion, state, decision) => firstOf(secondPersonUnfit(state, decision), reasonGiven(decision)),
  change: (_occasion, _state, { body }) => ({
    set: { pendingOverride: undefined },
    note: body.reason,
    notices: [{ to: 'analysts', about: 'An override was declined. The draft is back in review.' }],
  }),
};
