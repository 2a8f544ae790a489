import { addDays, type DateWindow } from '../shared/dates.js';
import { type CalendarMonth } from '../shared/school-calendar.js';
import { isOpenOn } from '../shared/school-time.js';

/** School days of the month: the calendar counts sessions, two a school day. */
export const schoolDaysOf = (month: CalendarMonth): number => month.plannedSessions / 2;

/** School days of the month that lie in at least one of the windows, each counted once, and never more than the month has. */
export function coveredSchoolDays(month: CalendarMonth, windows: readonly DateWindow[]): number {
  const near = windows.filter(({ from, to }) => from <= month.lastDay && to >= month.firstDay);
  if (near.length === 0) return 0;
  let days = 0;
  for (let date = month.firstDay; date <= month.lastDay; date = addDays(date, 1)) {
    if (isOpenOn(month, date) && near.some(({ from, to }) => from <= date && date <= to)) days += 1;
  }
  return Math.min(days, schoolDaysOf(month));
}
