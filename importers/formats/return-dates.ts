import { academicYear, type AcademicYear, yearInWords } from '../../domain/shared/academic-year.js';
import { isAugust, lastAugustSchoolDay } from '../../domain/shared/august.js';
import { dateAt, type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { dateIn, lastDayOfMonth, parseReturnDate, parseReturnMonth } from '../reading/date.js';
import { type Row } from '../reading/row.js';
import { type FileContext } from './file-format.js';

export interface Month {
  /** `yyyy-mm` */
  readonly month: string;
  readonly year: number;
  readonly number: number;
  readonly academicYear: AcademicYear;
}

/** The month of a row. The autumn term begins on 1 August; source: docs/sources/absence-statistics.md#calendar. */
export function monthIn(row: Row, expectedYear: AcademicYear | undefined): Month | undefined {
  const parsed = parseReturnMonth(row.text('month'));
  if (parsed.kind !== 'month') {
    row.report('month', parsed);
    return undefined;
  }
  const { month } = parsed;
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const first = number >= 8 ? year : year - 1;
  const found = academicYear(`${String(first).padStart(4, '0')}${String((first + 1) % 100).padStart(2, '0')}`);
  if (expectedYear === undefined || found === expectedYear) return { month, year, number, academicYear: found };
  row.report('month', {
    problem: `The month is outside the academic year ${yearInWords(expectedYear)}.`,
    remedy: 'Correct the month, or import the file for the year it belongs to. August belongs to the year it begins.',
  });
  return undefined;
}

/** The day on which the figures were taken: when no school day of the month was left, and not in the future. */
export function asOfIn(row: Row, month: Month | undefined, file: FileContext): string | undefined {
  const date = dateIn(row, 'as_of', parseReturnDate);
  if (month === undefined || date === undefined) return date;
  const calendar = file.calendarOf(month.academicYear);
  const lastSchoolDay = lastSchoolDayOf(month, calendar);
  if (date < lastSchoolDay) {
    row.report('as_of', {
      problem: 'The figures were taken before the month ended.',
      remedy: `Take them from the register on or after ${lastSchoolDay}, the last school day of the month, and write that date.`,
    });
    return undefined;
  }
  const latest = latestDate(file, lastSchoolDay, calendar);
  if (latest === undefined || date <= latest) return date;
  row.report('as_of', {
    problem: 'The figures were taken in the future.',
    remedy: 'Write the day on which the figures were taken from the register.',
  });
  return undefined;
}

function lastSchoolDayOf({ month, year, number }: Month, calendar: SchoolCalendar | undefined): string {
  const planned = calendar?.months.find((held) => held.month === month);
  if (planned) return planned.lastDay;
  return isAugust(month) ? lastAugustSchoolDay(month) : `${month}-${lastDayOfMonth(year, number)}`;
}

const dayMilliseconds = 86_400_000;

/**
 * The latest day on which figures can have been taken: today. Where a year is played ahead of its dates (its clock is compressed, or its
 * campaign has not begun and the month lies ahead), the day on which the year is evaluated.
 */
function latestDate(
  { importedAt, isCampaignRunning }: FileContext,
  lastSchoolDay: string,
  calendar: SchoolCalendar | undefined,
): string | undefined {
  if (importedAt === undefined) return undefined;
  const today = importedAt.toISOString().slice(0, 10);
  if (!calendar) return today;
  const isPlayed = isCampaignRunning ? calendar.dayMilliseconds !== dayMilliseconds : lastSchoolDay > today;
  if (isPlayed) return later(today, calendar.evaluateOn);
  return later(today, isCampaignRunning ? dateAt(calendar, importedAt.getTime()) : today);
}

const later = (a: string, b: string): string => (a > b ? a : b);
