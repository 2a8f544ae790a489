import { analysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** An analyst decides that this school gets no expectation this year. */
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
      deadlines: {},
      ...(draft && {
        draft: { ...draft, reasons: [...draft.reasons, { gate: 'withheld-by-analyst', reason }] },
      }),
    },
    note: reason,
  }),
};
