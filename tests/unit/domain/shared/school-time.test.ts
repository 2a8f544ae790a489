import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownYears, yearDates } from '../../../../academic-years/year-terms.js';
import { coveredSchoolDays, schoolDaysOf } from '../../../../domain/monitoring/school-days.js';
import { addDays, dateInWords } from '../../../../domain/shared/dates.js';
import { dateAt, instantOf, type SchoolCalendar } from '../../../../domain/shared/school-calendar.js';
import { afterSchoolTime, isSchoolDay, schoolTimeBetween } from '../../../../domain/shared/school-time.js';
import { calendarOf, realClock, schoolDays, type WallClock } from '../../../../domain/shared/year-dates.js';
import { exampleCalendar } from '../monitoring/school-year-example.js';

const dates = yearDates('202526' as Parameters<typeof yearDates>[0]);
const life = calendarOf(dates, realClock(dates));
const played = (clock: WallClock): SchoolCalendar => calendarOf(dates, clock);
const at = (date: string, hour = 0, calendar = life): number =>
  instantOf(calendar, date) + (hour / 24) * calendar.dayMilliseconds;

/** The last date on which an answer of so many school days still counts. */
const lastDate = (calendar: SchoolCalendar, from: number, days: number): string =>
  dateAt(calendar, afterSchoolTime(calendar, from, days * calendar.dayMilliseconds) - 1);

describe.each(knownYears())('the calendar of %s', (year) => {
  it('has each school day on its date, as in the dates of the year', () => {
    const own = yearDates(year);
    const calendar = calendarOf(own, realClock(own));
    const last = own.terms.at(-1)?.to ?? '';
    const open: string[] = [];
    for (let date = own.startsOn; date <= last; date = addDays(date, 1))
      if (isSchoolDay(calendar, date)) open.push(date);
    expect(open).toEqual(schoolDays(own));
    for (const month of calendar.months)
      expect(coveredSchoolDays(month, [{ from: month.firstDay, to: month.lastDay }])).toBe(schoolDaysOf(month));
  });
});

describe('a window of school days', () => {
  it.each([
    ['within a term', '2025-09-01', 20, '2025-09-29'],
    ['across the autumn half-term', '2025-10-20', 10, '2025-11-10'],
    ['across the February half-term, which lies inside its month', '2026-02-11', 5, '2026-02-25'],
    ['across Christmas', '2025-12-15', 10, '2026-01-12'],
    ['across Easter and a bank holiday', '2026-03-24', 20, '2026-05-06'],
    ['begun at a weekend', '2025-09-06', 1, '2025-09-08'],
    ['begun in a holiday, from the first school day on', '2025-12-24', 1, '2026-01-05'],
    ['begun before the year', '2025-08-20', 2, '2025-09-02'],
    ['across the end of the year, whose August has none', '2026-07-17', 4, '2026-09-02'],
  ])('%s', (_what, from, days, expected) => {
    expect(lastDate(life, at(from, 10), days)).toBe(expected);
  });

  it('with nothing left is over at once, even at a weekend', () => {
    expect(afterSchoolTime(life, at('2025-09-06', 10), 0)).toBe(at('2025-09-06', 10));
  });

  it('on a calendar that dates no closures counts the weekdays of its months', () => {
    expect(lastDate(exampleCalendar, at('2024-10-21', 10, exampleCalendar), 10)).toBe('2024-11-11');
    expect(lastDate(exampleCalendar, at('2025-02-13', 10, exampleCalendar), 5)).toBe('2025-02-20');
  });
});

const calendars = fc.oneof(
  fc.constant(life),
  fc
    .record({
      startsAtMilliseconds: fc.integer({ min: 0, max: 2e12 }),
      dayMilliseconds: fc.integer({ min: 1, max: 9e7 }),
    })
    .map(played),
);
/** A calendar, an instant between a month before its year and two months after it, and a number of days. */
const begun = fc
  .tuple(calendars, fc.integer({ min: -30_000, max: 425_000 }), fc.integer({ min: 1, max: 60 }))
  .map(([calendar, thousandths, days]) => ({
    calendar,
    from: calendar.startsAtMilliseconds + Math.floor((thousandths * calendar.dayMilliseconds) / 1000),
    days,
  }));

describe('for any calendar, time and number of days', () => {
  it('a window is never shorter than the same number of days of any kind', () => {
    fc.assert(
      fc.property(begun, ({ calendar, from, days }) => {
        const length = days * calendar.dayMilliseconds;
        expect(afterSchoolTime(calendar, from, length)).toBeGreaterThanOrEqual(from + length);
      }),
    );
  });

  it('a window ends with a school day, and contains exactly as many as it says', () => {
    fc.assert(
      fc.property(begun, ({ calendar, from, days }) => {
        const end = afterSchoolTime(calendar, from, days * calendar.dayMilliseconds);
        const last = dateAt(calendar, end - 1);
        expect(end).toBe(instantOf(calendar, addDays(last, 1)));
        expect(isSchoolDay(calendar, last)).toBe(true);
        const held = schoolTimeBetween(calendar, from, end) / calendar.dayMilliseconds;
        expect(held).toBeGreaterThanOrEqual(days);
        expect(held).toBeLessThan(days + 1);
      }),
    );
  });

  it('the rest of a stopped window is restored in full, to within a school day', () => {
    fc.assert(
      fc.property(begun, fc.nat(80_000), fc.nat(120_000), ({ calendar, from, days }, after, later) => {
        const day = calendar.dayMilliseconds;
        const end = afterSchoolTime(calendar, from, days * day);
        const stopped = Math.min(end, from + Math.floor((after * day) / 1000));
        const left = schoolTimeBetween(calendar, stopped, end);
        const again = stopped + Math.floor((later * day) / 1000);
        const given = schoolTimeBetween(calendar, again, afterSchoolTime(calendar, again, left));
        expect(given).toBeGreaterThanOrEqual(left);
        expect(given).toBeLessThan(left + day);
      }),
    );
  });

  it('a window that begins later never ends earlier', () => {
    fc.assert(
      fc.property(begun, fc.nat(60_000), ({ calendar, from, days }, later) => {
        const length = days * calendar.dayMilliseconds;
        const then = from + Math.floor((later * calendar.dayMilliseconds) / 1000);
        expect(afterSchoolTime(calendar, then, length)).toBeGreaterThanOrEqual(afterSchoolTime(calendar, from, length));
      }),
    );
  });

  it('a compressed year counts the same dates as real time', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 425 }), fc.integer({ min: 1, max: 60 }), (day, days) => {
        const fast = played({ startsAtMilliseconds: 1_000_000, dayMilliseconds: 40 });
        const date = addDays(life.startsOn, day);
        expect(lastDate(fast, instantOf(fast, date), days)).toBe(lastDate(life, instantOf(life, date), days));
      }),
    );
  });
});

it.each([
  ['2025-09-26', 'Friday 26 September 2025'],
  ['2024-02-29', 'Thursday 29 February 2024'],
  ['2026-01-01', 'Thursday 1 January 2026'],
  ['2025-12-07', 'Sunday 7 December 2025'],
])('the duration %s is written "%s"', (date, words) => {
  expect(dateInWords(date)).toBe(words);
});
