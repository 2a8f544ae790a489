import { type DateWindow } from './dates.js';

/**
 * One academic year's dates, as data. Dates are `yyyy-mm-dd` in Europe/London; instants are milliseconds since the epoch.
 * `dayMilliseconds` says how long a calendar day lasts on the wall: 86,400,000 in life, less in a compressed year.
 */
export interface SchoolCalendar {
  readonly startsOn: string;
  readonly startsAtMilliseconds: number;
  readonly dayMilliseconds: number;
  readonly months: readonly CalendarMonth[];
  /** Dates on which missing returns are requested; three a year, so that a school without news costs few timers. */
  readonly chaseOn: readonly string[];
  /** When the year is evaluated if nobody has closed it earlier. */
  readonly evaluateOn: string;
}

export interface CalendarMonth {
  /** `yyyy-mm` */
  readonly month: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Sessions a pupil could attend in the month: twice the school days. */
  readonly plannedSessions: number;
  /** Stretches without school between the first day and the last, weekends at their ends included; missing where there are none. */
  readonly closures?: readonly DateWindow[];
  /** By when the month's return is due. */
  readonly dueOn: string;
}

const DAY = 86_400_000;

/** Whole days from `from` to `to`, both `yyyy-mm-dd`; clock changes do not count because both are read as UTC midnights. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** The instant at which a date begins on this calendar's wall clock. */
export const instantOf = (calendar: SchoolCalendar, date: string): number =>
  calendar.startsAtMilliseconds + daysBetween(calendar.startsOn, date) * calendar.dayMilliseconds;

/** The calendar's date at an instant, `yyyy-mm-dd`. */
export function dateAt(calendar: SchoolCalendar, instant: number): string {
  const days = Math.floor((instant - calendar.startsAtMilliseconds) / calendar.dayMilliseconds);
  return new Date(Date.parse(`${calendar.startsOn}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The instant `days` calendar days after `now`. */
export const daysAfter = (calendar: SchoolCalendar, now: number, days: number): number =>
  now + days * calendar.dayMilliseconds;

const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** A date of the calendar, `yyyy-mm-dd`; 31 February is refused, although `Date` would read it as 3 March. */
export function isDate(text: string): boolean {
  const instant = datePattern.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
