import { addDays, isWeekend } from './dates.js';
import { dateAt, instantOf, type CalendarMonth, type SchoolCalendar } from './school-calendar.js';

/**
 * Time as a school has it: it goes by on the school days of its calendar and stands still at weekends, in holidays and on bank
 * holidays. All lengths are milliseconds of the calendar's wall clock, so that a compressed year counts by the same rules.
 */

/** Whether a date of the month, between its first and last school day, is one. */
export const isOpenOn = ({ closures = [] }: CalendarMonth, date: string): boolean =>
  !isWeekend(date) && !closures.some(({ from, to }) => from <= date && date <= to);

/** Whether school is open on the date. What comes after the academic year is not in the calendar; its weekdays are taken for school days. */
export function isSchoolDay({ startsOn, months }: SchoolCalendar, date: string): boolean {
  if (date >= yearAfter(startsOn)) return !isWeekend(date);
  return months.some((month) => month.firstDay <= date && date <= month.lastDay && isOpenOn(month, date));
}

const yearAfter = (date: string): string => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;

/** The school time that goes by from one instant to another; nought when the other is not later. */
export function schoolTimeBetween(calendar: SchoolCalendar, from: number, to: number): number {
  let sum = 0;
  for (let date = dateAt(calendar, from); instantOf(calendar, date) < to; date = addDays(date, 1)) {
    if (!isSchoolDay(calendar, date)) continue;
    sum += Math.min(to, endOf(calendar, date)) - Math.max(from, instantOf(calendar, date));
  }
  return sum;
}

/**
 * The end of the school day on which so much school time has gone by: whoever has twenty school days from a Tuesday noon has until the
 * Tuesday four school weeks later is over. Begun in a holiday, time goes by from the first school day. Nothing left ends at once.
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
