import { type Drafted } from './messages/facts.js';
import { daysAfter } from '../shared/school-calendar.js';
import { type Change, type Occasion } from './change.js';
import { withAgreedFloor } from './agreed-floor.js';
import { without } from './deadlines.js';
import { type Floor, type Override, type SchoolYearState } from './state.js';
import { withheldNotices } from './withheld.js';
import { answerBy, windowOf } from './windows.js';

export function drafted(occasion: Occasion, state: SchoolYearState, fact: Drafted): Change {
  const change = draftTaken(occasion, fact);
  return state.recall ? { ...change, ...replacesRecalled(state, change) } : change;
}

/** A recalled report is withdrawn when its new draft differs; support proposed on it is withdrawn, support offered on it is reviewed. */
function replacesRecalled({ referral, recall }: SchoolYearState, { set, note, notices = [] }: Change): Partial<Change> {
  const hasSchoolReport = ['with-school', 'challenged', 'monitoring'].includes(recall?.stage ?? '');
  return {
    set: {
      ...set,
      recall: undefined,
      heldVersion: undefined,
      status: 'not-enough-data',
      ...(referral?.state === 'proposed' && { referral: { ...referral, state: 'withdrawn' } }),
      ...(referral?.state === 'confirmed' && !referral.isCarried && { referral: { ...referral, isInDoubt: true } }),
    },
    note: `The data behind the report has changed, so it is withdrawn. ${note}`,
    notices: [
      ...notices,
      ...(hasSchoolReport
        ? ([
            { to: 'responsible-body', about: 'A report has been withdrawn. A new one is being made.' },
            { to: 'school', about: 'Your report has been withdrawn. We are making a new one.' },
          ] as const)
        : []),
      ...(referral?.state === 'proposed' || referral?.state === 'confirmed'
        ? [{ to: 'rise-advisers', about: 'The report on which a referral is based has been withdrawn.' } as const]
        : []),
    ],
    isWithdrawn: true,
  };
}

function draftTaken(occasion: Occasion, fact: Drafted): Change {
  const draft = {
    reportVersion: fact.reportVersion,
    modelVersion: fact.modelVersion,
    reasons: fact.reasons,
    ...(fact.figures && { figures: fact.figures }),
  };
  if (fact.outcome === 'withheld') {
    return {
      set: {
        stage: 'withheld',
        draft,
        floor: undefined,
        override: undefined,
        heldVersion: undefined,
        deadlines: {},
      },
      note: 'No expectation is set this year; the reasons are with the draft.',
      notices: withheldNotices,
    };
  }
  const floor: Floor | undefined = fact.figures && {
    attendancePercent: fact.figures.floorAttendancePercent,
    setBy: 'draft',
  };
  const stage = fact.outcome === 'drafted' ? 'in-review' : 'quarantined';
  return {
    set: {
      stage,
      draft,
      floor,
      pendingOverride: undefined,
      override: undefined,
      challenge: undefined,
      deadlines: reviewDeadline(occasion),
      escalations: 0,
    },
    note:
      stage === 'in-review'
        ? 'Drafted and waiting for review.'
        : 'In quarantine until a person has looked into the reasons.',
    notices: [
      {
        to: 'analysts',
        about:
          stage === 'in-review'
            ? 'A draft is waiting for review.'
            : 'A draft is in quarantine. Please look into the reasons.',
      },
    ],
  };
}

/** An unfinished review is escalated twice, and never decided automatically. */
export function reviewOverdue(occasion: Occasion, state: SchoolYearState): Change {
  const escalations = state.escalations + 1;
  const again =
    escalations < 2 ? { ...state.deadlines, ...reviewDeadline(occasion) } : without(state.deadlines, 'review');
  return {
    set: { escalations, deadlines: again },
    note: 'The review is overdue.',
    notices: [{ to: escalations === 1 ? 'analysts' : 'senior-analysts', about: 'A review is overdue.' }],
  };
}

/** The floor that a report goes to its school with, and the override that set it, if any. */
interface Approved {
  readonly floor: Floor | undefined;
  readonly override?: Override;
  readonly note: string;
}

/** The floor of an override, with what was said for it. */
export const overridden = (override: Override): Pick<Approved, 'floor' | 'override'> => ({
  floor: { attendancePercent: override.floorAttendancePercent, setBy: 'override' },
  override,
});

/** Sends the report to the school; one with an overridden floor is written again first. */
export function toSchool(occasion: Occasion, state: SchoolYearState, { floor, override, note }: Approved): Change {
  const { schoolReminderDays, schoolWindowDays } = occasion.input.decisionPolicy;
  const deadlines = {
    'school-reminder': windowOf(occasion, 'school-reminder', schoolReminderDays),
    'school-window': windowOf(occasion, 'school-window', schoolWindowDays),
  };
  const change: Change = {
    set: {
      stage: 'with-school',
      floor,
      pendingOverride: undefined,
      override,
      heldVersion: undefined,
      deadlines,
    },
    note,
    notices: [
      { to: 'responsible-body', about: 'A report is ready for the school to read and answer.' },
      {
        to: 'school',
        about: `Your report is ready to read and answer${answerBy(occasion, deadlines['school-window'])} (${schoolWindowDays} school days).`,
      },
    ],
  };
  return floor?.setBy === 'override' ? withAgreedFloor(state, change, floor) : change;
}

export const reviewDeadline = ({ input: year, now }: Occasion): { readonly review: number } => ({
  review: daysAfter(year.calendar, now, year.decisionPolicy.reviewDays),
});
