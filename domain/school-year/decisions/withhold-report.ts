import { withheldByAnalyst, withheldNotices } from '../withheld.js';
import { analysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** An analyst decides that this school gets no expectation this year. The reason is for analysts; the school gets words meant for it. */
export const withholdReport: DecisionRule<'withholdReport', Body> = {
  kind: 'withholdReport',
  permitted: analysts,
  openIn: ['quarantined', 'in-review'],
  unfit: (_occasion, _state, decision) => reasonGiven(decision),
  change: (_occasion, { draft }, { body: { reason } }) => ({
    set: {
      stage: 'withheld',
      floor: undefined,
      pendingOverride: undefined,
      override: undefined,
      heldVersion: undefined,
      deadlines: {},
      ...(draft && {
        draft: { ...draft, reasons: [...draft.reasons, { gate: withheldByAnalyst, reason }] },
      }),
    },
    note: reason,
    notices: withheldNotices,
  }),
};
