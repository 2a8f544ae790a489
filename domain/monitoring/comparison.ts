import { type AbsencePhase } from '../shared/phase.js';
import { absencePercent, type SessionCounts } from '../shared/rates.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { absenceSessionsOf, yearRate, yearToDateRate, type YearRate, type YearToDateRate } from './month-figures.js';
import { monthlyVariance, strayVariance, wholeYearVariance } from './noise.js';
import { type MonitoringPolicy } from './policy.js';
import { probabilityYearEndsShort } from './posterior.js';
import { type PhaseSeason } from './phase-season.js';
import { expectedYearToDateAbsencePercent, seasonOf, seasonScale, type MonthSessions, type Season } from './season.js';
import { withoutDaysSetAside, type AccruedMonth } from './set-aside.js';

/** What a school's year is compared with. */
export interface ComparisonTerms {
  readonly phase: AbsencePhase;
  readonly floorAttendancePercent: number;
  readonly calendar: SchoolCalendar;
  readonly season: Season;
  readonly policy: MonitoringPolicy;
  /**
   * The nation's shift, percentage points (national-shift.ts); without it, the one that came with the newest month that has one. It moves
   * the path, so that a bad national winter counts against no school. Sources: docs/sources/statistics.md#noise-of-a-month,
   * docs/sources/statistics.md#a-policy-for-the-expectation.
   */
  readonly nationalShiftPoints?: number;
  /**
   * What was expected of the school before the year began; without it, the floor itself and the policy's deviation of the phase. A floor
   * asks for more than the expected level, and a small school's level is less certain, so the probabilities need both.
   */
  readonly expected?: ExpectedLevel;
}

export interface ExpectedLevel {
  readonly attendancePercent: number;
  /** One standard deviation of the school's year around that level, percentage points. */
  readonly deviationPoints: number;
}

/** A year to date against its path, per cent of absence; `shortfallPoints` is positive where absence is above the path. */
export interface Standing {
  readonly absencePercent: YearToDateRate;
  readonly expectedAbsencePercent: YearToDateRate;
  readonly shortfallPoints: number;
}

export interface Comparison {
  /** Without the days set aside: what is judged. */
  readonly comparable: Standing;
  /** With them: the rate that would be published. */
  readonly published: Standing;
  readonly standardErrorPoints: number;
  readonly probabilityYearEndsShort: number;
}

interface Year {
  readonly ceiling: YearRate;
  /** The ceiling times the scale that makes the season average 1 over the school's own year. */
  readonly pathCeiling: YearRate;
  readonly season: PhaseSeason;
  readonly nationalShiftPoints: number;
  readonly wholeYearSessions: number;
  readonly sessionsToCome: readonly number[];
}

/** Compares the months with the path, in calendar order; undefined when every day is set aside or no month has been received. */
export function compare(terms: ComparisonTerms, accrued: readonly AccruedMonth[]): Comparison | undefined {
  const latest = accrued.at(-1);
  if (!latest) return undefined;
  const year = yearOf(terms, accrued, latest.calendarMonth.month);
  const kept = keptSessions(terms.policy, accrued, year);
  const published = standing(
    year,
    accrued.map(({ figures }) => ({ ...figures, absenceSessions: absenceSessionsOf(figures) })),
  );
  const comparable = standing(year, kept);
  if (!published || !comparable) return undefined;
  const sessions = kept.map(({ possibleSessions }) => possibleSessions);
  return {
    published,
    comparable,
    ...chances(terms, year, comparable, { sessions, enrolments: latest.figures.enrolments }),
  };
}

type MonthCounts = SessionCounts & MonthSessions;

function standing(year: Year, months: readonly MonthCounts[]): Standing | undefined {
  const absence = absencePercent(months);
  const path = expectedYearToDateAbsencePercent(year.season, year.pathCeiling, months);
  if (absence === undefined || path === undefined) return undefined;
  const expected = Math.max(path + year.nationalShiftPoints, 0);
  return {
    absencePercent: yearToDateRate(absence),
    expectedAbsencePercent: yearToDateRate(expected),
    shortfallPoints: absence - expected,
  };
}

const shiftKnown = (accrued: readonly AccruedMonth[]): number =>
  accrued.findLast(({ figures }) => figures.nationalShiftPoints !== undefined)?.figures.nationalShiftPoints ?? 0;

/** The school's own year: its sessions where they have been received, otherwise the planned sessions at the rate at which it has filled them so far. */
function yearOf(terms: ComparisonTerms, accrued: readonly AccruedMonth[], latestMonth: string): Year {
  const phaseSeason = terms.season.phases[terms.phase];
  const own = new Map(accrued.map(({ figures }) => [figures.month, figures.possibleSessions]));
  const planned = (month: string, plannedSessions: number): number =>
    plannedSessions * seasonOf(phaseSeason, month).weight;
  const inCalendar = accrued.filter(({ calendarMonth }) => calendarMonth.plannedSessions > 0);
  const filled =
    sum(inCalendar.map(({ figures }) => figures.possibleSessions)) /
    sum(inCalendar.map(({ calendarMonth: { month, plannedSessions } }) => planned(month, plannedSessions)));
  const pupils = inCalendar.length > 0 ? filled : (accrued[0]?.figures.enrolments ?? 0);
  const wholeYear = [
    ...accrued
      .filter((month) => !inCalendar.includes(month))
      .map(({ figures: { month, possibleSessions } }) => ({ month, possibleSessions })),
    ...terms.calendar.months.map(({ month, plannedSessions }) => ({
      month,
      possibleSessions: own.get(month) ?? pupils * planned(month, plannedSessions),
    })),
  ];
  const ceiling = 100 - terms.floorAttendancePercent;
  return {
    ceiling: yearRate(ceiling),
    pathCeiling: yearRate(ceiling * seasonScale(phaseSeason, wholeYear)),
    season: phaseSeason,
    nationalShiftPoints: terms.nationalShiftPoints ?? shiftKnown(accrued),
    wholeYearSessions: sum(wholeYear.map(({ possibleSessions }) => possibleSessions)),
    sessionsToCome: wholeYear
      .filter(({ month }) => month > latestMonth)
      .map(({ possibleSessions }) => possibleSessions),
  };
}

function keptSessions(policy: MonitoringPolicy, accrued: readonly AccruedMonth[], year: Year): readonly MonthCounts[] {
  const own = ownLevel(accrued, year);
  return accrued.map((month) => ({
    month: month.figures.month,
    ...withoutDaysSetAside(month, {
      absencePercent: own * year.pathCeiling * seasonOf(year.season, month.figures.month).relative,
      greatestExcessPoints: policy.greatestShockExcessPoints,
    }),
  }));
}

/** The school's level relative to the path in months without days set aside; the path itself where there is no such month. */
function ownLevel(accrued: readonly AccruedMonth[], year: Year): number {
  const untouched = accrued.filter(({ exemptShare }) => exemptShare <= 0).map(({ figures }) => figures);
  const expected = expectedYearToDateAbsencePercent(year.season, year.pathCeiling, untouched);
  const absence = absencePercent(
    untouched.map((figures) => ({ ...figures, absenceSessions: absenceSessionsOf(figures) })),
  );
  return expected === undefined || absence === undefined || expected <= 0 ? 1 : absence / expected;
}

interface Seen {
  readonly sessions: readonly number[];
  readonly enrolments: number;
}

function chances(
  { policy, phase, expected, floorAttendancePercent }: ComparisonTerms,
  year: Year,
  { shortfallPoints, absencePercent: seenPercent }: Standing,
  { sessions, enrolments }: Seen,
): Pick<Comparison, 'standardErrorPoints' | 'probabilityYearEndsShort'> {
  const noise = policy.noise[phase];
  const seen = sum(sessions);
  const toCome = sum(year.sessionsToCome);
  const shareSeen = Math.min(seen / year.wholeYearSessions, 1);
  // At the observed level where that is higher: random variation is greater upwards, and otherwise a small school's bad months would look too certain.
  const level = Math.max(year.ceiling, Math.min(seenPercent, 50));
  const observedVariance = monthlyVariance(noise, { absencePercent: level, sessions });
  const stray = strayVariance(noise, sessions, shareSeen);
  const yearVariance = wholeYearVariance(noise, enrolments);
  const priorVariance = policy.priorDeviationPoints[phase] ** 2 + yearVariance;
  return {
    standardErrorPoints: Math.sqrt(observedVariance + stray + yearVariance),
    probabilityYearEndsShort: probabilityYearEndsShort({
      shortfallPoints,
      observedVariance,
      remainingVariance: monthlyVariance(noise, { absencePercent: level, sessions: year.sessionsToCome }),
      strayVariance: stray,
      observedShare: seen / (seen + toCome),
      priorVariance: expected ? expected.deviationPoints ** 2 : priorVariance,
      ...(expected && { priorShortfallPoints: floorAttendancePercent - expected.attendancePercent }),
    }),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
