import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultDecisionPolicy } from '../domain/school-year/default-policy.js';
import { defaultMonitoringPolicy } from '../domain/monitoring/policy.js';
import { defaultSeason } from '../domain/monitoring/season.js';
import { academicYear, isAcademicYear, type AcademicYear } from '../domain/shared/academic-year.js';
import { calendarOf, realClock, type WallClock, type YearDates } from '../domain/shared/year-dates.js';
import { type SchoolCalendar } from '../domain/shared/school-calendar.js';
import { type YearTerms } from '../domain/school-year/messages/input.js';

/** Thrown for a year without dates; its message names the file to add and the known years. */
export class YearWithoutDates extends Error {
  constructor(year: string) {
    super(
      `There are no dates for the academic year ${year}. Add academic-years/${year}.json; known: ${knownYears().join(', ')}.`,
    );
    this.name = 'YearWithoutDates';
  }
}

/** The folder of the dates. The build copies no data, so compiled code reads them from the sources. */
const folder = ((): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const kept = resolve(here, '../../academic-years');
  return existsSync(kept) ? kept : here;
})();

/** The academic years that have dates. */
export const knownYears = (): readonly AcademicYear[] =>
  readdirSync(folder)
    .map((name) => name.replace('.json', ''))
    .filter(isAcademicYear)
    .sort();

export function yearDates(year: AcademicYear): YearDates {
  const path = `${folder}/${year}.json`;
  if (!existsSync(path)) throw new YearWithoutDates(year);
  return JSON.parse(readFileSync(path, 'utf8')) as YearDates;
}

/** The terms of a year on its real clock, or undefined where there are no dates. */
export const termsIfKnown = (year: AcademicYear): YearTerms | undefined =>
  knownYears().includes(year) ? yearTerms(year) : undefined;

/** The calendar of a year on its real clock, or undefined where there are no dates. */
export const calendarIfKnown = (year: AcademicYear): SchoolCalendar | undefined => termsIfKnown(year)?.calendar;

/** The calendar that every school of the year shares, on the given clock or on the real one. */
export function yearTerms(year: string, clock?: WallClock): YearTerms {
  const dates = yearDates(academicYear(year));
  return {
    academicYear: dates.academicYear,
    calendar: calendarOf(dates, clock ?? realClock(dates)),
    season: defaultSeason,
    decisionPolicy: defaultDecisionPolicy,
    monitoringPolicy: defaultMonitoringPolicy,
  };
}
