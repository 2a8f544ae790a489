import { addDays, isWeekend } from './dates.js';
import { dateAt, instantOf, type CalendarMonth, type SchoolCalendar } from './school-calendar.js';

/**
 * Time that runs only on the school days of a calendar, not at weekends, in holidays or on bank holidays. All lengths are milliseconds of
 * the calendar's wall clock, so that a compressed year counts by the same rules.
 */

/** Whether a date of the month, between its first and last school day, is one. */
export const isOpenOn = ({ closures = [] }: CalendarMonth, date: string): boolean =>
  !isWeekend(date) && !closures.some(({ from, to }) => from <= date && date <= to);

/** Whether school is open on the date. The calendar ends with the academic year; later weekdays count as school days. */
export function isSchoolDay({ startsOn, months }: SchoolCalendar, date: string): boolean {
  if (date >= yearAfter(startsOn)) return !isWeekend(date);
  return months.some((month) => month.firstDay <= date && date <= month.lastDay && isOpenOn(month, date));
}

const yearAfter = (date: string): string => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;

/** The school time from one instant to another; zero when the other is not later. */
export function schoolTimeBetween(calendar: SchoolCalendar, from: number, to: number): number {
  let sum = 0;
  for (let date = dateAt(calendar, from); instantOf(calendar, date) < to; date = addDays(date, 1)) {
    if (!isSchoolDay(calendar, date)) continue;
    sum += Math.min(to, endOf(calendar, date)) - Math.max(from, instantOf(calendar, date));
  }
  return sum;
}

/**
 * The end of the school day on which this much school time has passed: twenty school days from a Tuesday noon last until the end of the
 * Tuesday four school weeks later. Time that begins in a holiday runs from the next school day. Zero ends at once.
 */
export function afterSchoolTime(calendar: SchoolCalendar, from: number, milliseconds: number): number {
  let left = milliseconds;
  let end = from;
  for (let date = dateAt(calendar, from); left > 0; date = addDays(date, 1)) {
    if (!isSchoolDay(calendar, date)) continue;
    end = endOf(calendar, date);
    left -= end - Math.max(from, instantOf(calendar, date));
  }
  return end;
}

const endOf = (calendar: SchoolCalendar, date: string): number => instantOf(calendar, addDays(date, 1));
