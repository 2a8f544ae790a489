import { refuse } from '../../process/checks.js';
import { noOverrideWaits } from './pending-override.js';
import { analysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** The person who proposed an override takes it back before a second person has decided; the review continues with its old deadline. */
export const withdrawOverride: DecisionRule<'withdrawOverride', Body> = {
  kind: 'withdrawOverride',
  permitted: analysts,
  openIn: ['in-review'],
  unfit: (_occasion, { pendingOverride }, decision) => {
    if (!pendingOverride) return noOverrideWaits;
    return pendingOverride.proposedBy === decision.actor.id
      ? reasonGiven(decision)
      : refuse('NotPermitted', 'Only the person who proposed an override can withdraw it.');
  },
  change: (_occasion, _state, { body }) => ({
    set: { pendingOverride: undefined },
    note: body.reason,
    notices: [
      {
        to: 'senior-analysts',
        about: 'An override that was waiting for you has been withdrawn. The draft is back in review.',
      },
    ],
  }),
};
