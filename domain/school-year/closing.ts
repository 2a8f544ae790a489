import { type SupportEnded, type YearEnded } from '../../contracts/school-year/facts.js';
import { evaluateYear, type YearOutcome } from '../monitoring/year-end.js';
import { type Change, type Occasion } from './change.js';
import { awaitsShockAnswer, type SchoolYearState } from './state.js';

/**
 * Evaluates the year and closes it. Judged after the national shift is taken out, so that a bad national winter fails no one. A
 * proposal of support that nobody decided lapses, because nobody can decide it any more.
 */
export function yearEnded(occasion: Occasion, state: SchoolYearState, fact: YearEnded): Change {
  const outcome = outcomeOf(occasion, state, fact.nationalShiftPoints);
  const isIssued = state.stage === 'monitoring';
  const wasOpen = unfinished.includes(state.stage);
  const isSupported = state.referral?.state === 'confirmed' && state.supportOutcome === undefined;
  const lapsed = state.referral?.state === 'proposed' ? state.referral : undefined;
  return {
    set: {
      stage: 'closed',
      outcome,
      deadlines: {},
      pendingOverride: undefined,
      challenge: undefined,
      ...(lapsed && { referral: { ...lapsed, state: 'withdrawn' } }),
    },
    note: [closingNote(outcome, isIssued), lapsed && 'The proposal of support lapses undecided.']
      .filter(Boolean)
      .join(' '),
    notices: [
      ...(isIssued ? [{ to: 'school', about: 'Your year has been evaluated.' } as const] : []),
      ...(wasOpen
        ? [{ to: 'analysts', about: 'A year ended before its expectation was settled; nothing is judged.' } as const]
        : []),
      ...(lapsed ? [{ to: 'rise-advisers', about: 'A proposed referral has lapsed with the year.' } as const] : []),
    ],
    ...(isSupported && { effects: [{ do: 'tellSupport', news: { kind: 'yearEnded' } }] }),
  };
}

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
