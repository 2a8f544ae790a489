import { type SupportEnded, type YearEnded } from './messages/facts.js';
import { type Notice } from '../process/transition-record.js';
import { evaluateYear, type YearOutcome } from '../monitoring/year-end.js';
import { type Change, type Occasion } from './change.js';
import { isSupported } from './carried-support.js';
import { type SignalSupportEffect } from './effects.js';
import { awaitsShockAnswer, type Referral, type SchoolYearState } from './state.js';

/** Evaluates the year and closes it. The national shift is taken out first, so that a bad national winter counts against no school. */
export function yearEnded(occasion: Occasion, state: SchoolYearState, fact: YearEnded): Change {
  const outcome = outcomeOf(occasion, state, fact.nationalShiftPoints);
  const isIssued = state.stage === 'monitoring';
  return closed(state, {
    outcome,
    note: closingNote(outcome, isIssued),
    notices: [
      ...(isIssued ? [{ to: 'school', about: 'Your year has been evaluated.' } as const] : []),
      ...(unfinished.includes(state.stage)
        ? [
            {
              to: 'analysts',
              about: 'The year has ended before an expectation was settled, so it is not judged.',
            } as const,
          ]
        : []),
    ],
    news: { kind: 'yearEnded' },
  });
}

/** How a year ended. */
interface Ended {
  readonly outcome: YearOutcome | undefined;
  readonly note: string;
  readonly notices: readonly Notice[];
  /** The signal to a running support. */
  readonly news: SignalSupportEffect['news'];
}

/** Closes a year. An undecided proposal of support lapses, because nobody can decide it any longer. */
export function closed(state: SchoolYearState, { outcome, note, notices, news }: Ended): Change {
  const lapsed = lapsedReferral(state);
  return {
    set: {
      stage: 'closed',
      outcome,
      deadlines: {},
      pendingOverride: undefined,
      challenge: undefined,
      ...(lapsed && { referral: { ...lapsed, state: 'withdrawn' } }),
    },
    note: [note, lapsed && lapsedNote].filter(Boolean).join(' '),
    notices: [...notices, ...(lapsed ? [lapsedNotice] : [])],
    ...(isSupported(state) && { effects: [{ do: 'signalSupport', news }] }),
  };
}

const lapsedReferral = ({ referral }: SchoolYearState): Referral | undefined =>
  referral?.state === 'proposed' ? referral : undefined;

const lapsedNote = 'The proposal of support lapses without a decision.';
const lapsedNotice: Notice = { to: 'rise-advisers', about: 'A proposed referral has lapsed with the year.' };

const unfinished: readonly SchoolYearState['stage'][] = ['quarantined', 'in-review', 'with-school', 'challenged'];

function closingNote(outcome: YearOutcome | undefined, isIssued: boolean): string {
  if (!outcome) return 'The year is over; no expectation was set.';
  return isIssued ? `The year is evaluated: ${outcome.outcome}.` : 'The year is over; no report was issued.';
}

export const supportEnded = (_occasion: Occasion, _state: SchoolYearState, fact: SupportEnded): Change => ({
  set: { supportOutcome: fact.outcome, supportVersion: fact.version, isSupportEnding: undefined },
  note: `Support has ended: ${fact.outcome}.`,
});

function outcomeOf(
  { input: year }: Occasion,
  state: SchoolYearState,
  nationalShiftPoints: number,
): YearOutcome | undefined {
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
    confirmedMonths: state.confirmedMonths,
    calendar: year.calendar,
    season: year.season,
    policy: year.monitoringPolicy,
    nationalShiftPoints,
  });
  return outcome.outcome === 'not-met' && awaitsShockAnswer(state)
    ? { ...outcome, outcome: 'inconclusive', reasons: [unanswered] }
    : outcome;
}

const unanswered = 'The school asked for days to be set aside and had no answer before the year ended.';
