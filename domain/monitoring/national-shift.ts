import { type CalendarMonth, type SchoolCalendar } from '../shared/school-calendar.js';
import { type YearRate, type YearToDateRate } from './month-figures.js';
import { type PhaseSeason } from './phase-season.js';
import { expectedYearToDateAbsencePercent, seasonOf, seasonScale, type MonthSessions } from './season.js';

export interface NationalYear {
  readonly calendar: SchoolCalendar;
  /** The phase's season. */
  readonly season: PhaseSeason;
  /** The phase's national absence of the whole of last year. */
  readonly lastYear: YearRate;
}

/**
 * How far this year's national absence of a phase is above what last year's level and the usual season would give by the end of a month,
 * `yyyy-mm`; percentage points. At the year's end it is this year's rate less last year's. A winter outbreak is national, so a school's
 * month is compared with the same month nationally. Source: docs/sources/statistics.md#noise-of-a-month. undefined before the calendar's
 * first school month.
 */
export function nationalShiftToDate(
  year: NationalYear,
  through: string,
  nationalToDate: YearToDateRate,
): number | undefined {
  const { months } = year.calendar;
  const passed = months.filter(({ month }) => month <= through);
  const path = expectedYearToDateAbsencePercent(year.season, year.lastYear, usualSessions(year, passed));
  return path === undefined ? undefined : nationalToDate - path * seasonScale(year.season, usualSessions(year, months));
}

const usualSessions = ({ season }: NationalYear, months: readonly CalendarMonth[]): readonly MonthSessions[] =>
  months.map(({ month, plannedSessions }) => ({
    month,
    possibleSessions: plannedSessions * seasonOf(season, month).weight,
  }));

/** A release's figure for the nation and phase: absence from September to `through`, `yyyy-mm-dd`. */
export interface NationalReading {
  readonly through: string;
  readonly absencePercent: YearToDateRate;
}

/**
 * The national shift at the end of each school month, `yyyy-mm`, as far as releases reach: interpolated linearly between two releases,
 * constant after the newest. A month without a release after its first day is left out; its returns come later than a release.
 */
export function nationalShifts(
  year: NationalYear,
  readings: readonly NationalReading[],
): Readonly<Record<string, number>> {
  const shifts = [...readings]
    .sort((a, b) => (a.through < b.through ? -1 : 1))
    .flatMap(({ through, absencePercent }): Shift[] => {
      const points = shiftOn(year, through, absencePercent);
      return points === undefined ? [] : [{ at: Date.parse(through), points }];
    });
  const newest = shifts.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return Object.fromEntries(
    year.calendar.months
      .filter(({ firstDay }) => Date.parse(firstDay) <= newest)
      .map(({ month, lastDay }) => [month, between(shifts, Date.parse(lastDay))]),
  );
}

interface Shift {
  readonly at: number;
  readonly points: number;
}

/** The shift on a day: the share of its month that has passed. */
function shiftOn(year: NationalYear, day: string, nationalToDate: YearToDateRate): number | undefined {
  const months = year.calendar.months.map((month) => ({ ...month, plannedSessions: sessionsBy(month, day) }));
  const path = expectedYearToDateAbsencePercent(year.season, year.lastYear, usualSessions(year, months));
  const scale = seasonScale(year.season, usualSessions(year, year.calendar.months));
  return path === undefined ? undefined : nationalToDate - path * scale;
}

function sessionsBy({ firstDay, lastDay, plannedSessions }: CalendarMonth, day: string): number {
  if (day >= lastDay) return plannedSessions;
  if (day < firstDay) return 0;
  const [first, last] = [Date.parse(firstDay), Date.parse(lastDay)];
  return (plannedSessions * (Date.parse(day) - first + dayMilliseconds)) / (last - first + dayMilliseconds);
}

const dayMilliseconds = 86_400_000;

function between(shifts: readonly Shift[], at: number): number {
  const after = shifts.findIndex((shift) => shift.at >= at);
  const to = shifts[after] ?? shifts.at(-1);
  const from = shifts[after - 1] ?? to;
  if (!from || !to || to.at <= from.at) return to?.points ?? 0;
  return from.points + ((to.points - from.points) * (at - from.at)) / (to.at - from.at);
}
