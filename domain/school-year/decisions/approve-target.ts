import { toSchool } from '../review.js';
import { overrideWaits } from './pending-override.js';
import { analysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly note?: string;
}

/** An analyst accepts the drafted expectation. */
export const approveTarget: DecisionRule<'approveTarget', Body> = {
  kind: 'approveTarget',
  permitted: analysts,
  openIn: ['in-review'],
  unfit: (_occasion, state) => overrideWaits(state),
  change: (occasion, state, { body }) =>
    toSchool(occasion, state, { floor: state.floor, note: body.note ?? 'Approved as drafted.' }),
};
