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
 * How far this year's national absence of a phase stands above what last year's level and the usual season would give to the end of a
 * month, `yyyy-mm`; percentage points. At the year's end it is this year's rate less last year's. A winter outbreak is the nation's, not
 * the school's: a month is compared with the same month nationally. Source: data/MODEL.md, "Noise".
 * undefined before the calendar's first school month.
 */
export function nationalShiftToDate(
  year: NationalYear,
  through: string,
  nationalToDate: YearToDateRate,
): number | undefined {
  const usual = (months: readonly CalendarMonth[]): readonly MonthSessions[] =>
    months.map(({ month, plannedSessions }) => ({
      month,
      possibleSessions: plannedSessions * seasonOf(year.season, month).weight,
    }));
  const { months } = year.calendar;
  const path = expectedYearToDateAbsencePercent(
    year.season,
    year.lastYear,
    usual(months.filter(({ month }) => month <= through)),
  );
  return path === undefined ? undefined : nationalToDate - path * seasonScale(year.season, usual(months));
}
