import { type Refusal } from '../process/command.js';
import { type Drafted } from './messages/facts.js';
import {
  type ApproveTarget,
  type ConfirmOverride,
  type DeclineOverride,
  type OverrideTarget,
  type ReleaseFromQuarantine,
  type WithholdReport,
} from './messages/review.js';
import { roundTo } from '../shared/rates.js';
import { daysAfter } from '../shared/school-calendar.js';
import { type Change, type Occasion } from './change.js';
import { firstOf, notPercent, refuse, textMissing } from '../process/checks.js';
import { withAgreedFloor } from './agreed-floor.js';
import { without } from './deadlines.js';
import { type Floor, type SchoolYearState } from './state.js';
import { answerBy, windowOf } from './windows.js';

export function drafted(occasion: Occasion, state: SchoolYearState, fact: Drafted): Change {
  const change = draftTaken(occasion, fact);
  return state.recall ? { ...change, ...replacesRecalled(state, change) } : change;
}

/** A recalled report is withdrawn when its draft comes out otherwise; support proposed on it falls, support offered is looked at. */
function replacesRecalled({ referral, recall }: SchoolYearState, { set, note, notices = [] }: Change): Partial<Change> {
  const wasTold = ['with-school', 'challenged', 'monitoring'].includes(recall?.stage ?? '');
  return {
    set: {
      ...set,
      recall: undefined,
      status: 'not-enough-data',
      ...(referral?.state === 'proposed' && { referral: { ...referral, state: 'withdrawn' } }),
      ...(referral?.state === 'confirmed' && { referral: { ...referral, isInDoubt: true } }),
    },
    note: `What the report stands on has changed, so it is withdrawn. ${note}`,
    notices: [
      ...notices,
      ...(wasTold
        ? ([
            { to: 'responsible-body', about: 'A report is withdrawn; a new one is being made.' },
            { to: 'school', about: 'Your report is withdrawn; a new one is being made.' },
          ] as const)
        : []),
      ...(referral?.state === 'proposed' || referral?.state === 'confirmed'
        ? [{ to: 'rise-advisers', about: 'The report on which a referral rests is withdrawn.' } as const]
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
      set: { stage: 'withheld', draft, floor: undefined, deadlines: {} },
      note: 'No expectation is set this year, with the reason.',
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
      challenge: undefined,
      deadlines: reviewDeadline(occasion),
      escalations: 0,
    },
    note:
      stage === 'in-review'
        ? 'Drafted and waiting for review.'
        : 'Held in quarantine until a person has looked into the reasons.',
    notices: [
      { to: 'analysts', about: stage === 'in-review' ? 'A draft waits for review.' : 'A draft is held in quarantine.' },
    ],
  };
}

export const approveTarget = (occasion: Occasion, state: SchoolYearState, decision: ApproveTarget): Change =>
  toSchool(occasion, state, state.floor, decision.body.note ?? 'Approved as drafted.');

export function overrideTarget(occasion: Occasion, state: SchoolYearState, decision: OverrideTarget): Change {
  const { floorAttendancePercent, reason } = decision.body;
  if (!needsSecondPerson(occasion, state, floorAttendancePercent)) {
    return toSchool(occasion, state, { attendancePercent: floorAttendancePercent, setBy: 'override' }, reason);
  }
  return {
    set: { pendingOverride: { floorAttendancePercent, reason, proposedBy: decision.actor.id } },
    note: 'The override waits for a second person.',
    notices: [{ to: 'senior-analysts', about: 'An override waits for a second person.' }],
  };
}

export const confirmOverride = (occasion: Occasion, state: SchoolYearState, decision: ConfirmOverride): Change =>
  toSchool(
    occasion,
    state,
    state.pendingOverride && { attendancePercent: state.pendingOverride.floorAttendancePercent, setBy: 'override' },
    decision.body.note ?? 'The override is confirmed by a second person.',
  );

export const declineOverride = (_occasion: Occasion, _state: SchoolYearState, decision: DeclineOverride): Change => ({
  set: { pendingOverride: undefined },
  note: decision.body.reason,
  notices: [{ to: 'analysts', about: 'An override was turned down; the draft is in review again.' }],
});

export const releaseFromQuarantine = (
  occasion: Occasion,
  _state: SchoolYearState,
  decision: ReleaseFromQuarantine,
): Change => ({
  set: { stage: 'in-review', deadlines: reviewDeadline(occasion), escalations: 0 },
  note: decision.body.reason,
});

export const withholdReport = (_occasion: Occasion, state: SchoolYearState, decision: WithholdReport): Change => ({
  set: {
    stage: 'withheld',
    floor: undefined,
    pendingOverride: undefined,
    deadlines: {},
    ...(state.draft && {
      draft: {
        ...state.draft,
        reasons: [...state.draft.reasons, { gate: 'withheld-by-analyst', reason: decision.body.reason }],
      },
    }),
  },
  note: decision.body.reason,
});

/** A review that nobody has finished is escalated twice and never decided by the clock. */
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

export const overrideUnfit = (decision: OverrideTarget): Refusal | undefined =>
  firstOf(
    notPercent(decision.body.floorAttendancePercent, 'The floor'),
    textMissing(decision.body.reason, 'A reason for the override'),
  );

/** The second pair of eyes is never the first. */
export function secondPersonUnfit(
  state: SchoolYearState,
  decision: ConfirmOverride | DeclineOverride,
): Refusal | undefined {
  if (!state.pendingOverride) return refuse('NothingPending', 'No override is waiting for a second person.');
  if (state.pendingOverride.proposedBy === decision.actor.id) {
    return refuse('SecondPersonNeeded', 'The person who proposed an override cannot confirm or decline it.');
  }
  return undefined;
}

/** Source: design 5.2. Also needed where no draft floor exists to compare with. */
function needsSecondPerson({ year }: Occasion, state: SchoolYearState, floorAttendancePercent: number): boolean {
  const figures = state.draft?.figures;
  if (!figures) return true;
  const movedPoints = roundTo(Math.abs(floorAttendancePercent - figures.floorAttendancePercent), 4);
  return (
    movedPoints > year.decisionPolicy.overrideWithoutSecondPersonPoints ||
    floorAttendancePercent < figures.expectedAttendancePercent
  );
}

function toSchool(occasion: Occasion, state: SchoolYearState, floor: Floor | undefined, note: string): Change {
  const { schoolReminderDays, schoolWindowDays } = occasion.year.decisionPolicy;
  const deadlines = {
    'school-reminder': windowOf(occasion, 'school-reminder', schoolReminderDays),
    'school-window': windowOf(occasion, 'school-window', schoolWindowDays),
  };
  const by = answerBy(occasion, deadlines['school-window']);
  const change: Change = {
    set: {
      stage: 'with-school',
      floor,
      pendingOverride: undefined,
      deadlines,
    },
    note,
    notices: [
      { to: 'responsible-body', about: 'A report is ready for the school to read and answer.' },
      {
        to: 'school',
        about: `Your report is ready to read and answer${by && `${by} (${schoolWindowDays} school days)`}.`,
      },
    ],
  };
  return floor?.setBy === 'override' ? withAgreedFloor(state, change, floor) : change;
}

const reviewDeadline = ({ year, now }: Occasion): { readonly review: number } => ({
  review: daysAfter(year.calendar, now, year.decisionPolicy.reviewDays),
});
