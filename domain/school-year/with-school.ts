import { type Refusal } from '../process/command.js';
import {
  type AgreeTarget,
  type ChallengeableFigure,
  type ChallengeFigure,
  type DismissChallenge,
  type ProposeHigherTarget,
  type UpholdChallenge,
} from './messages/with-school.js';
import { daysAfter } from '../shared/school-calendar.js';
import { withAgreedFloor } from './agreed-floor.js';
import { type Change, type Occasion } from './change.js';
import { firstOf, notPercent, refuse, textMissing } from '../process/checks.js';
import { monitoringDeadlines, without } from './deadlines.js';
import { type SchoolYearState } from './state.js';
import { answerBy, windowEnd, windowLeft } from './windows.js';

export const agreeTarget = (occasion: Occasion, state: SchoolYearState, decision: AgreeTarget): Change =>
  issued(occasion, state, decision.body.note ?? 'The school agrees.');

export function proposeHigherTarget(occasion: Occasion, state: SchoolYearState, decision: ProposeHigherTarget): Change {
  const change = issued(occasion, state, decision.body.reason ?? 'The school sets itself a higher floor.');
  const floor = { attendancePercent: decision.body.floorAttendancePercent, setBy: 'school' } as const;
  return withAgreedFloor(state, { ...change, set: { ...change.set, floor } }, floor);
}

/** The clock of the school's window stops while an analyst looks into the figure. */
export function challengeFigure(occasion: Occasion, state: SchoolYearState, decision: ChallengeFigure): Change {
  const { year, now } = occasion;
  const windowLeftMilliseconds = windowLeft(occasion, 'school-window', state.deadlines['school-window'] ?? now);
  const reminder = state.deadlines['school-reminder'];
  const { figure, shouldBe, evidence } = decision.body;
  return {
    set: {
      stage: 'challenged',
      challenge: {
        figure,
        shouldBe,
        evidence,
        windowLeftMilliseconds,
        ...(reminder !== undefined && {
          reminderLeftMilliseconds: windowLeft(occasion, 'school-reminder', reminder),
        }),
      },
      deadlines: { challenge: daysAfter(year.calendar, now, year.decisionPolicy.challengeDays) },
    },
    note: 'The school challenges a figure; its window stands still.',
    notices: [{ to: 'analysts', about: 'A school challenges a figure of its report.' }],
  };
}

export function upholdChallenge(_occasion: Occasion, state: SchoolYearState, decision: UpholdChallenge): Change {
  const figure = state.challenge?.figure;
  const corrections = figure
    ? [
        ...state.corrections.filter((held) => held.figure !== figure),
        { figure, value: decision.body.correctedValue, reason: decision.body.reason },
      ]
    : state.corrections;
  return {
    set: { stage: 'drafting', challenge: undefined, corrections, deadlines: {} },
    note: decision.body.reason,
    notices: [{ to: 'school', about: 'Your challenge is upheld; a new report is being made.' }],
    effects: [{ do: 'draft', request: { reportVersion: (state.draft?.reportVersion ?? 0) + 1, corrections } }],
  };
}

export function dismissChallenge(
  occasion: Occasion,
  { challenge }: SchoolYearState,
  decision: DismissChallenge,
): Change {
  const reminderLeft = challenge?.reminderLeftMilliseconds;
  const windowAt = windowEnd(occasion, 'school-window', challenge?.windowLeftMilliseconds ?? 0);
  const by = answerBy(occasion, windowAt);
  return {
    set: {
      stage: 'with-school',
      challenge: undefined,
      deadlines: {
        ...(reminderLeft !== undefined && {
          'school-reminder': windowEnd(occasion, 'school-reminder', reminderLeft),
        }),
        'school-window': windowAt,
      },
    },
    note: decision.body.reason,
    notices: [
      {
        to: 'school',
        about: `Your challenge was not upheld, with the reason; your window goes on.${by && ` Please answer${by}.`}`,
      },
    ],
  };
}

export const schoolReminder = (occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'school-reminder') },
  note: 'The school is reminded that its report waits for an answer.',
  notices: [
    { to: 'school', about: `Your report waits for an answer${answerBy(occasion, state.deadlines['school-window'])}.` },
  ],
});

/** Silence issues the report, and the report says so; it never counts as agreement. */
export const windowPassed = (occasion: Occasion, state: SchoolYearState): Change =>
  issued(occasion, state, 'The school did not answer within its window; the report is issued and says so.');

export const challengeOverdue = (_occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'challenge') },
  note: 'The challenge is overdue for a decision.',
  notices: [{ to: 'senior-analysts', about: 'A challenge is overdue for a decision.' }],
});

const challengeable: Readonly<Record<ChallengeableFigure, true>> = {
  'last-year-absence': true,
  'year-before-absence': true,
  enrolments: true,
};

export function challengeUnfit(decision: ChallengeFigure): Refusal | undefined {
  const { figure, shouldBe, evidence } = decision.body;
  return firstOf(
    Object.keys(challengeable).includes(figure)
      ? undefined
      : refuse('OutOfRange', `Figures that can be challenged are ${Object.keys(challengeable).join(', ')}.`),
    textMissing(evidence, 'Evidence for the challenge'),
    figure === 'enrolments' ? notCount(shouldBe) : notPercent(shouldBe, 'The figure you give'),
  );
}

export function upholdUnfit(state: SchoolYearState, decision: UpholdChallenge): Refusal | undefined {
  const { correctedValue, reason } = decision.body;
  return firstOf(
    textMissing(reason, 'A reason for upholding the challenge'),
    state.challenge?.figure === 'enrolments'
      ? notCount(correctedValue)
      : notPercent(correctedValue, 'The corrected figure'),
  );
}

/** A school may ask more of itself without a cap, never less. */
export function proposalUnfit(state: SchoolYearState, decision: ProposeHigherTarget): Refusal | undefined {
  const { floorAttendancePercent } = decision.body;
  const unfit = notPercent(floorAttendancePercent, 'The floor you propose');
  if (unfit) return unfit;
  const held = state.floor?.attendancePercent;
  if (held === undefined || floorAttendancePercent <= held)
    return refuse('OutOfRange', 'A proposed floor must be higher than the one in the report.');
  return undefined;
}

const notCount = (value: unknown): Refusal | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? undefined
    : refuse('OutOfRange', 'The number of enrolments must be a whole number.');

function issued({ year }: Occasion, state: SchoolYearState, note: string): Change {
  return {
    set: { stage: 'monitoring', deadlines: monitoringDeadlines(year, { ...state, deadlines: {} }) },
    note,
    notices: [
      { to: 'responsible-body', about: 'A report has been issued.' },
      { to: 'school', about: 'Your report has been issued.' },
    ],
    ...(state.draft && { publishes: state.draft.reportVersion }),
  };
}
