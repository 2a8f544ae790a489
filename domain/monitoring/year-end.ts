import { attendanceFromAbsence, roundTo } from '../shared/rates.js';
import { compare, type Comparison, type ComparisonTerms, type Standing } from './comparison.js';
import { exemptShareOfYear, type DaysSetAside } from './exemption.js';
import { type ConfirmedMonth } from './few-sessions.js';
import { judgeableMonths, type JudgeableMonth } from './judgeable-months.js';
import { type MonthFigures } from './month-figures.js';

import { seasonOf } from './season.js';

/** A rung of the ladder of ambition, as a level in per cent of attendance. */
export interface Rung {
  readonly name: string;
  readonly attendancePercent: number;
}

export interface YearInput extends ComparisonTerms {
  readonly rungs: readonly Rung[];
  readonly months: readonly MonthFigures[];
  readonly exemptions: readonly DaysSetAside[];
  /** Months with few possible sessions that a person found right. */
  readonly confirmedMonths?: readonly ConfirmedMonth[] | undefined;
  /** The whole year's national absence of the phase less last year's, percentage points. */
  readonly nationalShiftPoints: number;
}

/** `superseded`: the school ended before its year did, and nothing is judged. */
export type YearOutcomeKind =
  'met' | 'met-with-shocks-set-aside' | 'not-met' | 'exceeded' | 'inconclusive' | 'superseded';

/** The year against its expectation; four decimals. */
export interface YearStanding {
  /** As it was, before the national shift is taken out. */
  readonly attendancePercent: number;
  /** Below the expectation once the national shift is taken out; negative above it. */
  readonly shortfallPoints: number;
  readonly standardErrorPoints: number;
}

export interface YearOutcome {
  readonly outcome: YearOutcomeKind;
  /** The highest rung reached; only where the expectation is exceeded. */
  readonly rung?: string;
  readonly withShocks?: YearStanding;
  readonly withoutShocks?: YearStanding;
  /** Reasons in plain words, in the order in which the rules applied. */
  readonly reasons: readonly string[];
}

/**
 * Judges a whole year without the days set aside, after the national shift is taken out: absence less the shift against 100 − floor
 * (docs/sources/statistics.md#a-policy-for-the-expectation). Not met only when short by more than the policy's floor and its standard
 * errors; a smaller shortfall is within noise
 * and inconclusive. So is a year with too much set aside or too little reported. Sources:
 * docs/sources/expectation.md#consistently-and-by-some-distance,
 * docs/sources/local-shocks.md#effects.
 */
export function evaluateYear(input: YearInput): YearOutcome {
  const acceptedGaps = input.calendar.months.map(({ month }) => month);
  const { judgeable } = judgeableMonths({ ...input, acceptedGaps });
  const reported = judgeable.flatMap((month) =>
    month.figures && month.implausible === undefined ? [{ ...month, figures: month.figures }] : [],
  );
  const comparison = compare(input, reported);
  const standings = comparison && standingsOf(comparison);
  const unfit = dataUnfit(input, judgeable);
  if (unfit || !comparison)
    return { outcome: 'inconclusive', ...standings, reasons: [unfit ?? 'Every day reported is set aside.'] };
  return { ...outcomeOf(input, comparison), ...standings };
}

function dataUnfit(
  { calendar, exemptions, policy, phase, season }: YearInput,
  judgeable: readonly JudgeableMonth[],
): string | undefined {
  if (exemptShareOfYear(calendar, exemptions) > policy.greatestExemptShareOfYear) {
    return `More than ${inPercent(policy.greatestExemptShareOfYear)} of the year's school days are set aside.`;
  }
  const usable = new Set(
    judgeable
      .filter(({ figures, implausible }) => figures && implausible === undefined)
      .map(({ calendarMonth }) => calendarMonth.month),
  );
  const sessions = (isCounted: (month: string) => boolean): number =>
    calendar.months
      .filter(({ month }) => isCounted(month))
      .reduce(
        (sum, { month, plannedSessions }) => sum + plannedSessions * seasonOf(season.phases[phase], month).weight,
        0,
      );
  const share = sessions((month) => usable.has(month)) / sessions(() => true);
  return share < policy.leastReportedShareOfYear
    ? `Less than ${inPercent(policy.leastReportedShareOfYear)} of the year's sessions have figures that can be judged.`
    : undefined;
}

function outcomeOf(input: YearInput, comparison: Comparison): YearOutcome {
  const { policy } = input;
  const { shortfallPoints } = comparison.comparable;
  if (isReached(shortfallPoints)) return reached(input, comparison);
  if (shortfallPoints <= policy.leastShortfallPoints) {
    return {
      outcome: 'inconclusive',
      reasons: ['The shortfall is too small to say that the expectation was not met.'],
    };
  }
  if (shortfallPoints <= policy.leastStandardErrors * comparison.standardErrorPoints) {
    return {
      outcome: 'inconclusive',
      reasons: ['The shortfall is within what chance alone could cause in a school of this size.'],
    };
  }
  return {
    outcome: 'not-met',
    reasons: ['Attendance over the year is below the expectation by more than chance explains.'],
  };
}

function reached(input: YearInput, { comparable, published }: Comparison): YearOutcome {
  if (!isReached(published.shortfallPoints)) {
    return {
      outcome: 'met-with-shocks-set-aside',
      reasons: ['The expectation is met once the days of local shocks are set aside.'],
    };
  }
  const attendance = input.floorAttendancePercent - comparable.shortfallPoints;
  const rung = highestRung(input, attendance);
  return rung
    ? {
        outcome: 'exceeded',
        rung: rung.name,
        reasons: ['Attendance reached a higher rung of the ladder than the expectation.'],
      }
    : { outcome: 'met', reasons: ['Attendance over the year is at or above the expectation.'] };
}

const highestRung = ({ rungs, floorAttendancePercent }: YearInput, attendancePercent: number): Rung | undefined =>
  rungs
    .filter(
      (rung) =>
        rung.attendancePercent > floorAttendancePercent && isReached(rung.attendancePercent - attendancePercent),
    )
    .reduce<Rung | undefined>(
      (best, rung) => (best && best.attendancePercent >= rung.attendancePercent ? best : rung),
      undefined,
    );

/** A school exactly at its level has reached it, whatever the rounding error of a sum. */
const isReached = (shortfallPoints: number): boolean => shortfallPoints <= 1e-9;

const standingsOf = ({
  comparable,
  published,
  standardErrorPoints,
}: Comparison): Pick<YearOutcome, 'withShocks' | 'withoutShocks'> => {
  const of = ({ absencePercent, shortfallPoints }: Standing): YearStanding => ({
    attendancePercent: roundTo(attendanceFromAbsence(absencePercent), 4),
    shortfallPoints: roundTo(shortfallPoints, 4),
    standardErrorPoints: roundTo(standardErrorPoints, 4),
  });
  return { withShocks: of(published), withoutShocks: of(comparable) };
};

const inPercent = (share: number): string => `${Math.round(100 * share)}%`;
