import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultDecisionPolicy } from '../domain/school-year/default-policy.js';
import { defaultMonitoringPolicy } from '../domain/monitoring/policy.js';
import { defaultSeason } from '../domain/monitoring/season.js';
import { academicYear, isAcademicYear, type AcademicYear } from '../domain/shared/academic-year.js';
import { calendarOf, realClock, type WallClock, type YearDates } from '../domain/shared/year-dates.js';
import { type YearTerms } from '../domain/school-year/messages/input.js';

/** A year without dates: its message names the file to add and the years there are. */
export class YearWithoutDates extends Error {
  constructor(year: string) {
    super(
      `There are no dates for the academic year ${year}. Add academic-years/${year}.json; known: ${knownYears().join(', ')}.`,
    );
    this.name = 'YearWithoutDates';
  }
}

/** The folder that the dates are read from. The build copies no data, so compiled code reads them where they are kept. */
const folder = ((): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const kept = resolve(here, '../../academic-years');
  return existsSync(kept) ? kept : here;
})();

/** The academic years whose dates are on hand. */
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

/** The terms of a year on its real clock, or undefined where no dates are on hand. */
export const termsIfKnown = (year: AcademicYear): YearTerms | undefined =>
  knownYears().includes(year) ? yearTerms(year) : undefined;

/** What every school of the year shares, on the given wall clock, or in real life. */
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
