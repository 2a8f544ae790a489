import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dateAfter, haveSameDays, joinedWindows } from '../../../../domain/shared/date-windows.js';
import { addDays, type DateWindow } from '../../../../domain/shared/dates.js';

const start = '2024-09-02';
const date = fc.integer({ min: -30, max: 200 }).map((days) => addDays(start, days));
const window: fc.Arbitrary<DateWindow> = fc
  .tuple(date, fc.integer({ min: -1, max: 25 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));
const windows = fc.array(window, { maxLength: 6 });

const holds = (some: readonly DateWindow[], day: string): boolean =>
  some.some(({ from, to }) => from <= day && day <= to);

describe('the date after a number of days outside windows', () => {
  test.each<[string, number, readonly DateWindow[], string]>([
    ['no window', 10, [], '2024-09-12'],
    ['a window before', 10, [{ from: '2024-08-20', to: '2024-08-30' }], '2024-09-12'],
    ['a window that ends on the first day', 10, [{ from: '2024-08-20', to: '2024-09-02' }], '2024-09-13'],
    ['a window between', 10, [{ from: '2024-09-04', to: '2024-09-06' }], '2024-09-15'],
    ['a window that begins on the date itself', 10, [{ from: '2024-09-12', to: '2024-09-14' }], '2024-09-15'],
    ['a window on the day after', 10, [{ from: '2024-09-13', to: '2024-09-20' }], '2024-09-12'],
    [
      'a window that the first one moves the date into',
      10,
      [
        { from: '2024-09-13', to: '2024-09-14' },
        { from: '2024-09-04', to: '2024-09-04' },
      ],
      '2024-09-15',
    ],
    [
      'windows that overlap',
      10,
      [
        { from: '2024-09-04', to: '2024-09-08' },
        { from: '2024-09-06', to: '2024-09-09' },
      ],
      '2024-09-18',
    ],
    ['a window that ends before it begins', 10, [{ from: '2024-09-06', to: '2024-09-05' }], '2024-09-12'],
  ])('with %s', (_what, days, uncounted, expected) => {
    expect(dateAfter(start, days, uncounted)).toBe(expected);
  });

  it('is the first by which that many days outside any window have passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), windows, (days, uncounted) => {
        let expected = start;
        let gone = holds(uncounted, start) ? -1 : 0;
        while (gone < days) {
          expected = addDays(expected, 1);
          if (!holds(uncounted, expected)) gone += 1;
        }
        expect(dateAfter(start, days, uncounted)).toBe(expected);
      }),
    );
  });

  it('is never earlier with one more window, and the same for windows in any order, with repeats', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), windows, window, (days, uncounted, another) => {
        const moved = dateAfter(start, days, uncounted);
        expect(moved >= addDays(start, days)).toBe(true);
        expect(dateAfter(start, days, [...uncounted, another]) >= moved).toBe(true);
        expect(dateAfter(start, days, [...uncounted].reverse().concat(uncounted))).toBe(moved);
        expect(dateAfter(start, days, joinedWindows(uncounted))).toBe(moved);
      }),
    );
  });
});

describe('date windows', () => {
  it('are joined where they overlap or touch, each day once and in order', () => {
    fc.assert(
      fc.property(windows, (some) => {
        const joined = joinedWindows(some);
        for (let day = addDays(start, -40); day < addDays(start, 240); day = addDays(day, 1))
          expect(joined.filter(({ from, to }) => from <= day && day <= to)).toHaveLength(holds(some, day) ? 1 : 0);
        for (const [index, { to }] of joined.entries())
          expect((joined[index + 1]?.from ?? '9') > addDays(to, 1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('have the same days however they are cut, and differ with one day more', () => {
    const whole = [{ from: '2024-11-04', to: '2024-11-15' }];
    const cut = [
      { from: '2024-11-09', to: '2024-11-15' },
      { from: '2024-11-04', to: '2024-11-08' },
      { from: '2024-11-05', to: '2024-11-06' },
    ];
    expect(haveSameDays(whole, cut)).toBe(true);
    expect(haveSameDays(whole, [{ from: '2024-11-04', to: '2024-11-16' }])).toBe(false);
    expect(haveSameDays(whole, [...cut, { from: '2024-12-02', to: '2024-12-02' }])).toBe(false);
    expect(haveSameDays(whole, [])).toBe(false);
  });
});
