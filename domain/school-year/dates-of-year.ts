import { isDateText, refuse } from '../process/checks.js';
import { type Refusal } from '../process/command.js';
import { firstCalendarYear } from '../shared/academic-year.js';
import { dateInWords, type DateWindow } from '../shared/dates.js';
import { type SchoolYearInput } from './messages/input.js';

/** The days of an academic year, 1 September to 31 August or earlier where the calendar begins earlier; ends included. */
function daysOf({ academicYear, calendar }: SchoolYearInput): DateWindow {
  const first = firstCalendarYear(academicYear);
  const september = `${first}-09-01`;
  return { from: calendar.startsOn < september ? calendar.startsOn : september, to: `${first + 1}-08-31` };
}

/** Why a date that somebody gives cannot be one of this academic year; `what` begins the sentence. */
export function notInYear(year: SchoolYearInput, date: unknown, what: string): Refusal | undefined {
  if (!isDateText(date)) return refuse('OutOfRange', `${what} must be given as yyyy-mm-dd.`);
  const { from, to } = daysOf(year);
  return date >= from && date <= to
    ? undefined
    : refuse('OutOfRange', `${what} must be in this academic year, ${dateInWords(from)} to ${dateInWords(to)}.`);
}
