import { type CalendarMonth } from '../shared/school-calendar.js';

/** A stretch of dates, `yyyy-mm-dd`, ends included. */
export interface DateWindow {
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;
const milliseconds = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** The date `days` later, or earlier when negative. */
export const addDays = (date: string, days: number): string =>
  new Date(milliseconds(date) + days * DAY).toISOString().slice(0, 10);

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(milliseconds(date)).getUTCDay());

/** School days of the month. The calendar counts sessions, two a school day, and does not date its holidays. */
export const schoolDaysOf = (month: CalendarMonth): number => month.plannedSessions / 2;

/**
 * School days of the month that lie in at least one of the windows: weekdays between the month's first and last school day, each
 * counted once, and never more than the month has. A holiday inside a window is counted as far as the month's total allows.
 */
export function coveredSchoolDays(month: CalendarMonth, windows: readonly DateWindow[]): number {
  const near = windows.filter(({ from, to }) => from <= month.lastDay && to >= month.firstDay);
  if (near.length === 0) return 0;
  let days = 0;
  for (let date = month.firstDay; date <= month.lastDay; date = addDays(date, 1)) {
    if (!isWeekend(date) && near.some(({ from, to }) => from <= date && date <= to)) days += 1;
  }
  return Math.min(days, schoolDaysOf(month));
}
