import { type Refusal } from '../process/command.js';
import { type SupportEnded, type YearEnded } from './messages/facts.js';
import { type EndSchoolYear } from './messages/review.js';
import { type Notice } from '../process/transition-record.js';
import { endings, type Ending } from '../scope/changed-school.js';
import { evaluateYear, type YearOutcome } from '../monitoring/year-end.js';
import { type Change, type Occasion } from './change.js';
import { isDateText, refuse, textMissing } from '../process/checks.js';
import { awaitsShockAnswer, type Referral, type SchoolYearState } from './state.js';

/**
 * Evaluates the year and closes it. Judged after the national shift is taken out, so that a bad national winter fails no one. A
 * proposal of support that nobody decided lapses, because nobody can decide it any more.
 */
export function yearEnded(occasion: Occasion, state: SchoolYearState, fact: YearEnded): Change {
  const outcome = outcomeOf(occasion, state, fact.nationalShiftPoints);
  const isIssued = state.stage === 'monitoring';
  const wasOpen = unfinished.includes(state.stage);
  const lapsed = lapsedReferral(state);
  return {
    set: closed(state, outcome),
    note: [closingNote(outcome, isIssued), lapsed && lapsedNote].filter(Boolean).join(' '),
    notices: [
      ...(isIssued ? [{ to: 'school', about: 'Your year has been evaluated.' } as const] : []),
      ...(wasOpen
        ? [{ to: 'analysts', about: 'A year ended before its expectation was settled; nothing is judged.' } as const]
        : []),
      ...(lapsed ? [lapsedNotice] : []),
    ],
    ...(isSupported(state) && { effects: [{ do: 'tellSupport', news: { kind: 'yearEnded' } }] }),
  };
}

/**
 * The school is no more: nothing is judged, and its clocks, its proposal and its support end with it. Source:
 * docs/sources/school-changes.md#during-the-year.
 */
export function endSchoolYear(_occasion: Occasion, state: SchoolYearState, decision: EndSchoolYear): Change {
  const { because, endedOn, reason } = decision.body;
  const what = `${endingInWords[because]} on ${endedOn}.`;
  const outcome = state.stage === 'withheld' ? undefined : ({ outcome: 'superseded', reasons: [what] } as const);
  const lapsed = lapsedReferral(state);
  return {
    set: closed(state, outcome),
    note: [what, reason, lapsed && lapsedNote].filter(Boolean).join(' '),
    notices: [
      { to: 'responsible-body', about: 'The year of a school has ended with the school; nothing is judged.' },
      ...(lapsed ? [lapsedNotice] : []),
    ],
    ...(isSupported(state) && { effects: [{ do: 'tellSupport', news: { kind: 'schoolClosed' } }] }),
  };
}

const endingInWords: Readonly<Record<Ending, string>> = {
  closed: 'The school closed',
  merged: 'The school merged with another',
  split: 'The school was split',
  'new-school': 'A new school took the place of this one',
};

export function endingUnfit(decision: EndSchoolYear): Refusal | undefined {
  const { because, endedOn, reason } = decision.body;
  if (!endings.includes(because)) return refuse('OutOfRange', `Say what became of it: ${endings.join(', ')}.`);
  return isDateText(endedOn)
    ? textMissing(reason, 'A reason')
    : refuse('OutOfRange', 'Write the day on which the school ended as yyyy-mm-dd.');
}

function closed(state: SchoolYearState, outcome: YearOutcome | undefined): Change['set'] {
  const lapsed = lapsedReferral(state);
  return {
    stage: 'closed',
    outcome,
    deadlines: {},
    pendingOverride: undefined,
    challenge: undefined,
    ...(lapsed && { referral: { ...lapsed, state: 'withdrawn' } }),
  };
}

const lapsedReferral = ({ referral }: SchoolYearState): Referral | undefined =>
  referral?.state === 'proposed' ? referral : undefined;

const lapsedNote = 'The proposal of support lapses undecided.';
const lapsedNotice: Notice = { to: 'rise-advisers', about: 'A proposed referral has lapsed with the year.' };

const isSupported = ({ referral, supportOutcome }: SchoolYearState): boolean =>
  referral?.state === 'confirmed' && supportOutcome === undefined;

const unfinished: readonly SchoolYearState['stage'][] = ['quarantined', 'in-review', 'with-school', 'challenged'];

function closingNote(outcome: YearOutcome | undefined, isIssued: boolean): string {
  if (!outcome) return 'The year is over; no expectation was set.';
  return isIssued ? `The year is evaluated: ${outcome.outcome}.` : 'The year is over; no report was issued.';
}

export const supportEnded = (_occasion: Occasion, _state: SchoolYearState, fact: SupportEnded): Change => ({
  set: { supportOutcome: fact.outcome, supportVersion: fact.version, isSupportEnding: undefined },
  note: `Support has ended: ${fact.outcome}.`,
});

function outcomeOf({ year }: Occasion, state: SchoolYearState, nationalShiftPoints: number): YearOutcome | undefined {
  const figures = state.draft?.figures;
  if (state.stage === 'withheld' || !figures) return undefined;
  if (state.stage !== 'monitoring' || !state.floor)
    return { outcome: 'inconclusive', reasons: ['No report was issued this year.'] };
  const outcome = evaluateYear({
    phase: figures.phase,
    floorAttendancePercent: state.floor.attendancePercent,
    rungs: figures.ladder,
    months: state.months,
    exemptions: state.shocks,
    calendar: year.calendar,
    season: year.season,
    policy: year.monitoringPolicy,
    nationalShiftPoints,
  });
  return outcome.outcome === 'not-met' && awaitsShockAnswer(state)
    ? { ...outcome, outcome: 'inconclusive', reasons: [unanswered] }
    : outcome;
}

const unanswered = 'The school asked for days to be set aside, and was not answered before the year ended.';
