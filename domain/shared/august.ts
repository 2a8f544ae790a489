import { addDays, isWeekend } from './dates.js';

/**
 * Some schools teach in August, which belongs to the year that begins in September and is in no usual calendar of school days; source:
 * docs/sources/absence-statistics.md#calendar.
 */
export const isAugust = (month: string): boolean => month.endsWith('-08');

/** The month after August, `yyyy-mm`, or before September: the other of the two. */
export const augustBefore = (september: string): string => `${september.slice(0, 4)}-08`;

export const isSeptember = (month: string): boolean => month.endsWith('-09');

/** Weekdays of an August from a date to its end. */
const weekdaysFrom = (first: string): readonly string[] => {
  const days: string[] = [];
  for (let day = first; isAugust(day.slice(0, 7)); day = addDays(day, 1)) if (!isWeekend(day)) days.push(day);
  return days;
};

/** Sessions that a pupil could attend in August at most: two each weekday. */
export const mostAugustSessions = (august: string): number => 2 * weekdaysFrom(`${august}-01`).length;

/** Sessions of August that a September return may hold as well: two each weekday from the 15th, the earliest that terms begin. */
export const augustSessionsInSeptember = (september: string): number =>
  2 * weekdaysFrom(`${augustBefore(september)}-15`).length;

/** The last weekday of August that is not its bank holiday, the last Monday; `yyyy-mm-dd`. */
export const lastAugustSchoolDay = (august: string): string => {
  const days = weekdaysFrom(`${august}-25`);
  const isBankHoliday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
  return days.findLast((day) => !isBankHoliday(day)) ?? `${august}-31`;
};
