import { type AcademicYear, academicYear } from '../../domain/shared/academic-year.js';
import { addDays } from '../../domain/shared/dates.js';
import { yearIn } from '../reading/area.js';
import { plainCode, wholeNumber } from '../reading/codes.js';
import { dateIn, parseIsoDate, parseRegisterDate } from '../reading/date.js';
import { type Row } from '../reading/row.js';
import { type FileContext } from './file-format.js';

export interface ReleasePeriod {
  readonly academicYear: AcademicYear;
  /** `yyyy-mm-dd`: the last school day counted, where the row names a calendar week. */
  readonly through?: string;
}

/** Whether the row counts from September on; rows of one day or one week are left out. */
export function isYearToDate(row: Row): boolean {
  const frame = plainCode(row.text('time_frame'));
  if (frame === '' || frame === 'year to date') return true;
  row.note('Rows of a day or a week are not used and were left out; those of the year to date are read.');
  return false;
}

const weekPattern = /^week (\d{1,2})$/;

/** `202425` of an academic year, or calendar year and week: `2025`, `Week 37`. */
export function periodIn(row: Row): ReleasePeriod | undefined {
  const week = weekPattern.exec(plainCode(row.text('time_identifier')))?.[1];
  if (week === undefined) {
    const year = yearIn(row);
    return year === undefined ? undefined : { academicYear: year };
  }
  const calendarYear = wholeNumber(row.text('time_period'));
  const through = /^(19|20)\d{2}$/.test(calendarYear) ? fridayOf(Number(calendarYear), Number(week)) : undefined;
  if (through === undefined) {
    row.report('time_period', {
      problem: 'This is not a calendar year, as the week next to it needs.',
      remedy: 'Write year and week as published, such as 2025 and Week 37.',
    });
    return undefined;
  }
  const first = Number(through.slice(0, 4)) - (through.slice(5, 7) >= '08' ? 0 : 1);
  return { academicYear: academicYear(`${first}${String((first + 1) % 100).padStart(2, '0')}`), through };
}

/** The Friday of a week as ISO 8601 counts them: week 1 holds 4 January. */
function fridayOf(year: number, week: number): string | undefined {
  if (week < 1 || week > 53) return undefined;
  const fourth = `${year}-01-04`;
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(fourth, 7 * (week - 1) - weekday + 4);
}

/** The date of a release: from its rows, else from the file's name, else as given with the import. */
export function releaseDateIn(row: Row, period: ReleasePeriod | undefined, file: FileContext): string | undefined {
  if (row.has('snapshot_date')) return dateIn(row, 'snapshot_date', parseIsoDate);
  const reference = row.text('reference_date');
  for (const read of [parseIsoDate, parseRegisterDate]) {
    const parsed = read(reference);
    if (parsed.kind === 'date') return parsed.date;
  }
  const date = period?.through ?? file.releasedOn;
  if (date === undefined && period !== undefined) file.missesReleaseDate();
  return date;
}
