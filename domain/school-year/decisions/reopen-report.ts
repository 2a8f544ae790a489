import { reviewDeadline } from '../review.js';
import { withheldByAnalyst } from '../withheld.js';
import { seniorAnalysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** A senior analyst takes up a withheld report again: its draft goes back to review, or is made again where it has no figures. */
export const reopenReport: DecisionRule<'reopenReport', Body> = {
  kind: 'reopenReport',
  permitted: seniorAnalysts,
  openIn: ['withheld'],
  unfit: (_occasion, _state, decision) => reasonGiven(decision),
  change: (occasion, { draft, corrections }, { body }) => {
    const notices = [
      { to: 'school', about: 'We are looking again at an attendance expectation for your school.' },
      { to: 'analysts', about: 'A withheld report has been reopened.' },
    ] as const;
    if (!draft?.figures)
      return {
        set: { stage: 'drafting', deadlines: {} },
        note: body.reason,
        notices,
        effects: [{ do: 'draft', request: { reportVersion: (draft?.reportVersion ?? 0) + 1, corrections } }],
      };
    const reasons = draft.reasons.filter(({ gate }) => gate !== withheldByAnalyst);
    return {
      set: {
        stage: reasons.length > 0 ? 'quarantined' : 'in-review',
        draft: { ...draft, reasons },
        floor: { attendancePercent: draft.figures.floorAttendancePercent, setBy: 'draft' },
        deadlines: reviewDeadline(occasion),
        escalations: 0,
      },
      note: body.reason,
      notices,
    };
  },
};
