import { academicYear } from '../../domain/shared/academic-year.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { type DateWindow } from '../../domain/shared/dates.js';
import { calendarOf, realClock, schoolDays, type YearDates } from '../../domain/shared/year-dates.js';

export interface ReleaseYear {
  readonly academicYear: string;
  readonly calendar: SchoolCalendar;
  /** Every school day, `yyyy-mm-dd`. */
  readonly days: readonly string[];
}

const stretch = (from: string, to: string): DateWindow => ({ from, to });

function releaseYear(code: string, terms: readonly DateWindow[], closures: readonly DateWindow[]): ReleaseYear {
  const dates: YearDates = {
    academicYear: academicYear(code),
    startsOn: `${code.slice(0, 4)}-09-01`,
    terms,
    closures,
    returnDueDays: 21,
    chaseOn: [],
    evaluateOn: `20${code.slice(4)}-09-30`,
  };
  return { academicYear: code, calendar: calendarOf(dates, realClock(dates)), days: schoolDays(dates) };
}

/**
 * The usual school days of the years that have fortnightly releases; the releases leave out the first days of September.
 * Authorities differ by some days: sessions are counted, and only their position between two releases is taken from here.
 */
export const releaseYears: readonly ReleaseYear[] = [
  releaseYear(
    '202223',
    [stretch('2022-09-12', '2022-12-20'), stretch('2023-01-03', '2023-03-31'), stretch('2023-04-17', '2023-07-24')],
    [stretch('2022-10-24', '2022-10-28'), stretch('2023-02-13', '2023-02-17'), stretch('2023-05-29', '2023-06-02')],
  ),
  releaseYear(
    '202324',
    [stretch('2023-09-11', '2023-12-21'), stretch('2024-01-08', '2024-03-28'), stretch('2024-04-15', '2024-07-23')],
    [stretch('2023-10-23', '2023-10-27'), stretch('2024-02-12', '2024-02-16'), stretch('2024-05-27', '2024-05-31')],
  ),
  releaseYear(
    '202425',
    [stretch('2024-09-09', '2024-12-20'), stretch('2025-01-06', '2025-04-11'), stretch('2025-04-28', '2025-07-22')],
    [stretch('2024-10-28', '2024-11-01'), stretch('2025-02-17', '2025-02-21'), stretch('2025-05-26', '2025-05-30')],
  ),
];
