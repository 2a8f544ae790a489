import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutDaysSetAside, type AccruedMonth } from '../../../../domain/monitoring/set-aside.js';
import { absencePercent } from '../../../../domain/shared/rates.js';
import { exampleCalendar, exampleMonth } from './school-year-example.js';

const [calendarMonth] = exampleCalendar.months;
if (!calendarMonth) throw new Error('The example calendar is empty.');

const monthAt = (percent: number, exemptShare: number): AccruedMonth => ({
  calendarMonth,
  exemptShare,
  figures: exampleMonth('2024-09', { possibleSessions: 10_000, percent, enrolments: 250 }),
});
const ordinary = { absencePercent: 5, greatestExcessPoints: 30 };

/** The rate left in the month once the days are out. */
const rateLeft = (percent: number, exemptShare: number): number | undefined =>
  absencePercent([withoutDaysSetAside(monthAt(percent, exemptShare), ordinary)]);

describe('a month without the days set aside', () => {
  test('is unchanged when no days are set aside', () => {
    expect(withoutDaysSetAside(monthAt(7, 0), ordinary)).toEqual({ possibleSessions: 10_000, absenceSessions: 700 });
  });

  test('is empty when all days are set aside', () => {
    expect(withoutDaysSetAside(monthAt(40, 1), ordinary)).toEqual({ possibleSessions: 0, absenceSessions: 0 });
  });

  test.each([
    ['worse than ordinary, within what the days explain', 8, 0.25, 5],
    ['better than ordinary, within what the days explain', 4, 0.25, 5],
    ['ordinary', 5, 0.25, 5],
    ['worse than a single day explains', 10, 0.05, (1000 - 25 - 150) / 95],
    ['better than a single day explains', 1, 0.05, 100 / 95],
  ])('has the ordinary level when it is %s, as far as possible', (_what, percent, share, left) => {
    expect(rateLeft(percent, share)).toBeCloseTo(left, 10);
  });

  test('never has more absence than sessions or less than zero, and never moves the rate past the ordinary level', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (percent, share) => {
          const { possibleSessions, absenceSessions } = withoutDaysSetAside(monthAt(percent, share), ordinary);
          expect(absenceSessions).toBeGreaterThanOrEqual(0);
          expect(absenceSessions).toBeLessThanOrEqual(possibleSessions + 1e-9);
          const left = rateLeft(percent, share) ?? 0;
          const side = Math.sign(Math.round(percent * 100) - 500);
          if (side > 0) expect(left).toBeGreaterThanOrEqual(5 - 1e-9);
          if (side < 0) expect(left).toBeLessThanOrEqual(5 + 1e-9);
        },
      ),
    );
  });
});
