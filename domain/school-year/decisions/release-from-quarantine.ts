import { firstOf, refuse } from '../../process/checks.js';
import { reviewDeadline } from '../review.js';
import { analysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** An analyst has looked into the reasons for quarantine and sends the draft to review. */
export const releaseFromQuarantine: DecisionRule<'releaseFromQuarantine', Body> = {
  kind: 'releaseFromQuarantine',
  permitted: analysts,
  openIn: ['quarantined'],
  unfit: (_occasion, state, decision) =>
    firstOf(
      reasonGiven(decision),
      state.draft?.figures
        ? undefined
        : refuse('NothingPending', 'This draft has no figures, so you can only withhold it.'),
    ),
  change: (occasion, _state, { body }) => ({
    set: { stage: 'in-review', deadlines: reviewDeadline(occasion), escalations: 0 },
    note: body.reason,
  }),
};
