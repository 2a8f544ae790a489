import { type AcademicYear } from './academic-year.js';
import { addDays, isWeekend, type DateWindow } from './dates.js';
import { type CalendarMonth, type SchoolCalendar } from './school-calendar.js';

/** One academic year's dates as given in `academic-years/`; terms differ by authority, so these are the usual ones. */
export interface YearDates {
  readonly academicYear: AcademicYear;
  readonly startsOn: string;
  readonly terms: readonly DateWindow[];
  /** Half-terms and bank holidays inside terms. */
  readonly closures: readonly DateWindow[];
  /** Days after a month's end by which its return is due. */
  readonly returnDueDays: number;
  readonly chaseOn: readonly string[];
  readonly evaluateOn: string;
}

/** How dates map to the wall clock. */
export interface WallClock {
  readonly startsAtMilliseconds: number;
  readonly dayMilliseconds: number;
}

const DAY = 86_400_000;
const atMidnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** The year's calendar: its school months with the sessions a pupil could attend, two a school day. */
export function calendarOf(dates: YearDates, clock: WallClock): SchoolCalendar {
  const byMonth = new Map<string, string[]>();
  for (const day of schoolDays(dates)) byMonth.set(day.slice(0, 7), [...(byMonth.get(day.slice(0, 7)) ?? []), day]);
  return {
    startsOn: dates.startsOn,
    ...clock,
    months: [...byMonth].map(([month, days]) => calendarMonth(month, days, dates.returnDueDays)),
    chaseOn: dates.chaseOn,
    evaluateOn: dates.evaluateOn,
  };
}

/** The real clock: each date begins at its own midnight UTC, within an hour of Europe/London. */
export const realClock = (dates: YearDates): WallClock => ({
  startsAtMilliseconds: atMidnight(dates.startsOn),
  dayMilliseconds: DAY,
});

export function schoolDays(dates: YearDates): readonly string[] {
  const days: string[] = [];
  for (const term of dates.terms) {
    for (let at = atMidnight(term.from); at <= atMidnight(term.to); at += DAY) {
      const day = dateOf(at);
      const isClosed = dates.closures.some(({ from, to }) => day >= from && day <= to);
      if (!isWeekend(day) && !isClosed) days.push(day);
    }
  }
  return days;
}

function calendarMonth(month: string, days: readonly string[], returnDueDays: number): CalendarMonth {
  const lastDay = days.at(-1) ?? `${month}-01`;
  const closures = closuresBetween(days);
  return {
    month,
    firstDay: days[0] ?? `${month}-01`,
    lastDay,
    plannedSessions: 2 * days.length,
    ...(closures.length > 0 && { closures }),
    dueOn: dateOf(atMidnight(lastDay) + returnDueDays * DAY),
  };
}

/** Every gap between two school days that is more than a weekend. */
const closuresBetween = (days: readonly string[]): readonly DateWindow[] =>
  days.flatMap((day, index) => {
    const next = days[index + 1];
    const from = addDays(day, 1);
    if (next === undefined || from === next) return [];
    const to = addDays(next, -1);
    return isWeekend(from) && to === addDays(from, 1) ? [] : [{ from, to }];
  });
