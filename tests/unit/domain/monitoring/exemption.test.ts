import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evadesCap,
  exceedsCap,
  exemptShare,
  exemptShareOfYear,
  extensionRefusal,
  shockKinds,
  shockRefusal,
} from '../../../../domain/monitoring/exemption.js';
import { defaultMonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { addDays } from '../../../../domain/shared/dates.js';
import { type CalendarMonth } from '../../../../domain/shared/school-calendar.js';
import { exampleCalendar, exampleShock } from './school-year-example.js';

const monthOf = (id: string): CalendarMonth => {
  const month = exampleCalendar.months.find((candidate) => candidate.month === id);
  if (!month) throw new Error(`The example calendar has no ${id}.`);
  return month;
};
const january = monthOf('2025-01');
const refuse = (from: string, to: string, kind = 'severe-weather'): string | undefined =>
  shockRefusal({ kind, from, to }, exampleCalendar, defaultMonitoringPolicy);

describe('the share of a month set aside', () => {
  test('counts school days: a week with its weekend is five of January’s twenty', () => {
    expect(exemptShare(january, [exampleShock('2025-01-13', '2025-01-19')])).toBe(5 / 20);
  });

  test('counts days in two overlapping shocks once', () => {
    const shocks = [exampleShock('2025-01-13', '2025-01-17'), exampleShock('2025-01-15', '2025-01-21')];
    expect(exemptShare(january, shocks)).toBe(7 / 20);
  });

  test('ends with the shock, and a revoked shock sets nothing aside', () => {
    expect(exemptShare(january, [exampleShock('2025-01-13', '2025-01-24', { endedOn: '2025-01-14' })])).toBe(2 / 20);
    expect(exemptShare(january, [exampleShock('2025-01-13', '2025-01-24', { endedOn: '2025-01-12' })])).toBe(0);
    expect(exemptShare(january, [exampleShock('2025-01-13', '2025-01-24', { isRevoked: true })])).toBe(0);
  });

  test('splits a shock over two months', () => {
    const shock = exampleShock('2025-01-30', '2025-02-04');
    expect(exemptShare(january, [shock])).toBe(2 / 20);
    expect(exemptShare(monthOf('2025-02'), [shock])).toBe(2 / 15);
  });

  test('is at most 1, even where the window spans a half-term', () => {
    expect(exemptShare(monthOf('2025-02'), [exampleShock('2025-02-01', '2025-02-28')])).toBe(1);
  });

  test('is between 0 and 1, and more exemptions never set less aside', () => {
    const window = fc
      .tuple(fc.integer({ min: 0, max: 320 }), fc.integer({ min: 0, max: 20 }))
      .map(([start, length]) => {
        const from = addDays('2024-09-02', start);
        return exampleShock(from, addDays(from, length));
      });
    fc.assert(
      fc.property(fc.array(window, { maxLength: 6 }), window, (shocks, another) => {
        const before = exemptShareOfYear(exampleCalendar, shocks);
        const after = exemptShareOfYear(exampleCalendar, [...shocks, another]);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after).toBeLessThanOrEqual(1);
        expect(exemptShareOfYear(exampleCalendar, [another, ...shocks, another])).toBe(after);
      }),
    );
  });
});

describe('opening a shock', () => {
  test.each(shockKinds)('%s is a kind of shock', (kind) => {
    expect(refuse('2025-01-13', '2025-01-17', kind)).toBeUndefined();
  });

  test.each([
    [
      'a strike, which is not a kind of shock',
      { from: '2025-01-13', to: '2025-01-17', kind: 'strike' },
      /not a kind of shock/,
    ],
    ['a date that is none', { from: '13/01/2025', to: '2025-01-17', kind: 'severe-weather' }, /yyyy-mm-dd/],
    ['days the wrong way round', { from: '2025-01-17', to: '2025-01-13', kind: 'severe-weather' }, /before the first/],
    ['days before the year', { from: '2024-08-20', to: '2024-09-05', kind: 'severe-weather' }, /in this school year/],
    ['days after the year', { from: '2025-07-21', to: '2025-07-28', kind: 'severe-weather' }, /in this school year/],
    ['a weekend', { from: '2025-01-18', to: '2025-01-19', kind: 'severe-weather' }, /no school day/],
    ['a half-term', { from: '2024-10-28', to: '2024-11-01', kind: 'severe-weather' }, /no school day/],
    ['eleven school days', { from: '2025-01-13', to: '2025-01-27', kind: 'severe-weather' }, /at most 10/],
  ])('%s is refused', (_what, { from, to, kind }, reason) => {
    expect(refuse(from, to, kind)).toMatch(reason);
  });

  test('of one day, or ten school days over weekends, is accepted', () => {
    expect(refuse('2025-01-13', '2025-01-13')).toBeUndefined();
    expect(refuse('2025-01-13', '2025-01-26')).toBeUndefined();
    expect(exceedsCap({ from: '2025-01-13', to: '2025-01-26' }, exampleCalendar, defaultMonitoringPolicy)).toBe(false);
    expect(exceedsCap({ from: '2025-01-13', to: '2025-01-27' }, exampleCalendar, defaultMonitoringPolicy)).toBe(true);
  });
});

describe('an extension', () => {
  const shock = exampleShock('2025-01-13', '2025-01-24');
  const extend = (to: string, extendedBy = 'hub-manager-2', change: Parameters<typeof exampleShock>[2] = {}): string =>
    extensionRefusal({ ...shock, ...change }, { to, extendedBy }, exampleCalendar, defaultMonitoringPolicy) ?? 'taken';

  test('by a second person sets aside at most the cap once more', () => {
    expect(extend('2025-02-07')).toBe('taken');
    expect(extend('2025-02-10')).toMatch(/at most 20 school days/);
    expect(exemptShare(january, [{ ...shock, extendedTo: '2025-01-31' }])).toBe(15 / 20);
  });

  test('ends with the shock, whatever its own date', () => {
    const extended = { ...shock, extendedTo: '2025-01-31', endedOn: '2025-01-17' };
    expect(exemptShare(january, [extended])).toBe(5 / 20);
  });

  test.each<[string, string, RegExp]>([
    ['the person who opened it', extend('2025-01-31', 'hub-manager-1'), /second person/],
    ['no later day', extend('2025-01-24'), /after the current one/],
    ['no date', extend('soon'), /yyyy-mm-dd/],
    ['a day of the next year', extend('2025-09-05'), /this school year/],
    ['a shock that has ended', extend('2025-01-31', 'hub-manager-2', { endedOn: '2025-01-15' }), /is over/],
    ['a shock that was revoked', extend('2025-01-31', 'hub-manager-2', { isRevoked: true }), /is over/],
    ['a second time', extend('2025-02-03', 'hub-manager-2', { extendedTo: '2025-01-31' }), /extended once/],
  ])('is refused for %s', (_what, answer, reason) => {
    expect(answer).toMatch(reason);
  });
});

describe('a shock that continues another', () => {
  const held = [exampleShock('2025-01-06', '2025-01-17')];
  const evades = (from: string, to: string, openedBy = 'hub-manager-1'): boolean =>
    evadesCap({ kind: 'severe-weather', openedBy, from, to }, held, exampleCalendar, defaultMonitoringPolicy);

  test('of the same person and kind exceeds the cap, even over a weekend', () => {
    expect(evades('2025-01-20', '2025-01-24')).toBe(true);
    expect(evades('2025-01-21', '2025-01-24')).toBe(false);
    expect(evades('2025-01-15', '2025-01-17')).toBe(false);
  });

  test('of another person or kind does not, nor does one next to a revoked shock', () => {
    expect(evades('2025-01-20', '2025-01-24', 'hub-manager-2')).toBe(false);
    const other = {
      kind: 'transport-failure',
      openedBy: 'hub-manager-1',
      from: '2025-01-20',
      to: '2025-01-24',
    } as const;
    expect(evadesCap(other, held, exampleCalendar, defaultMonitoringPolicy)).toBe(false);
    const revoked = held.map((shock) => ({ ...shock, isRevoked: true }));
    const again = { ...other, kind: 'severe-weather' } as const;
    expect(evadesCap(again, revoked, exampleCalendar, defaultMonitoringPolicy)).toBe(false);
  });
});
