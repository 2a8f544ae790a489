import { overridden, toSchool } from '../review.js';
import { secondPersonUnfit } from './pending-override.js';
import { seniorAnalysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly note?: string;
}

/** A senior analyst who is not the proposer accepts a waiting override. */
export const confirmOverride: DecisionRule<'confirmOverride', Body> = {
  kind: 'confirmOverride',
  permitted: seniorAnalysts,
  openIn: ['in-review'],
  unfit: (_occasion, state, decision) => secondPersonUnfit(state, decision),
  change: (occasion, state, { actor, body }) => {
    const { pendingOverride } = state;
    return toSchool(occasion, state, {
      ...(pendingOverride ? overridden({ ...pendingOverride, confirmedBy: actor.id }) : { floor: state.floor }),
      note: [pendingOverride?.reason, body.note ?? 'The override is confirmed by a second person.']
        .filter(Boolean)
        .join(' '),
    });
  },
};
