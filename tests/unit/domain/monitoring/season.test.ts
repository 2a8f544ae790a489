import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yearRate } from '../../../../domain/monitoring/month-figures.js';
import { seasonFromYears, seasonTowards } from '../../../../domain/monitoring/season-learning.js';
import {
  defaultSeason,
  expectedYearToDateAbsencePercent,
  seasonOf,
  seasonScale,
} from '../../../../domain/monitoring/season.js';
import { type AbsencePhase } from '../../../../domain/shared/phase.js';
import { exampleCalendar } from './school-year-example.js';

const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

describe('the default season', () => {
  test.each(phases)('for %s averages 1 over the months of a usual calendar, within a fiftieth', (phase) => {
    const season = defaultSeason.phases[phase];
    const sessions = exampleCalendar.months.map(({ month, plannedSessions }) => ({
      month,
      possibleSessions: plannedSessions * seasonOf(season, month).weight,
    }));
    expect(seasonScale(season, sessions)).toBeGreaterThan(0.98);
    expect(seasonScale(season, sessions)).toBeLessThan(1.02);
  });

  /** Year-to-date attendance at Christmas and in July, 2023/24 and 2024/25; source: docs/sources/absence-statistics.md#season. */
  test.each([
    ['primary', [94.7, 94.8], [94.5, 94.8]],
    ['secondary', [91.6, 92.0], [90.9, 91.4]],
    ['special', [87.3, 87.3], [87.0, 87.1]],
  ] as const)('puts the %s path at Christmas where the published rates were', (phase, christmas, july) => {
    const season = defaultSeason.phases[phase];
    const months = exampleCalendar.months.map(({ month, plannedSessions }) => ({
      month,
      possibleSessions: plannedSessions * seasonOf(season, month).weight,
    }));
    for (const [index, end] of july.entries()) {
      const year = yearRate((100 - end) * seasonScale(season, months));
      const path = expectedYearToDateAbsencePercent(season, year, months.slice(0, 4)) ?? 0;
      expect(Math.abs(path - (100 - (christmas[index] ?? 0)))).toBeLessThan(0.3);
    }
  });

  test('makes September the best month everywhere, and the worst a summer month for secondaries, December for primaries', () => {
    for (const phase of phases) {
      const months = defaultSeason.phases[phase];
      const best = Object.entries(months).reduce((a, b) => (a[1].relative <= b[1].relative ? a : b));
      expect(best[0]).toBe('09');
    }
    expect(seasonOf(defaultSeason.phases.primary, '2024-12').relative).toBeGreaterThan(1.15);
    expect(seasonOf(defaultSeason.phases.secondary, '2025-07').relative).toBeGreaterThan(1.1);
  });

  test('gives a secondary fewer sessions once its oldest year has left', () => {
    expect(seasonOf(defaultSeason.phases.secondary, '2025-06').weight).toBeLessThan(1);
    expect(seasonOf(defaultSeason.phases.primary, '2025-06').weight).toBe(1);
  });

  test('treats an unknown month as an ordinary one', () => {
    expect(seasonOf(defaultSeason.phases.primary, '2025-13')).toEqual({ relative: 1, weight: 1 });
  });
});

describe('the path of a school', () => {
  const season = { '09': { relative: 0.5, weight: 1 }, '10': { relative: 1.5, weight: 1 } };

  test('is a ratio of sums over the school’s own sessions, never a mean of months', () => {
    const months = [
      { month: '2024-09', possibleSessions: 300 },
      { month: '2024-10', possibleSessions: 100 },
    ];
    expect(expectedYearToDateAbsencePercent(season, yearRate(8), months)).toBeCloseTo(
      (8 * (0.5 * 300 + 1.5 * 100)) / 400,
      12,
    );
  });

  test('ends at the year’s level under a calendar that ends early', () => {
    const secondary = defaultSeason.phases.secondary;
    const early = exampleCalendar.months.map(({ month, plannedSessions }) => ({
      month,
      possibleSessions: month === '2025-07' ? 8 : 100 + plannedSessions,
    }));
    const scaled = yearRate(8.6 * seasonScale(secondary, early));
    expect(expectedYearToDateAbsencePercent(secondary, scaled, early)).toBeCloseTo(8.6, 10);
  });

  test('is undefined where no session was possible', () => {
    expect(expectedYearToDateAbsencePercent(season, yearRate(8), [])).toBeUndefined();
  });
});

describe('a season computed from years', () => {
  const year = (september: number, october: number): Parameters<typeof seasonFromYears>[1][number] => [
    { calendarMonth: '09', possibleSessions: 3000, absenceSessions: 30 * september },
    { calendarMonth: '10', possibleSessions: 1000, absenceSessions: 10 * october },
  ];

  test('is flat for a steady year', () => {
    expect(seasonFromYears('primary', [year(6, 6)])).toEqual({
      '09': { relative: 1, weight: 1 },
      '10': { relative: 1, weight: 1 },
    });
  });

  test('is a month’s rate over its year’s, both ratios of sums', () => {
    const season = seasonFromYears('primary', [year(4, 8)]);
    expect(season).toEqual({ '09': { relative: 0.8, weight: 1 }, '10': { relative: 1.6, weight: 1 } });
  });

  test('takes the median of three years, so that an outbreak does not become the usual winter', () => {
    const usual = seasonFromYears('primary', [year(4, 8), year(4, 8), year(4, 8)]);
    expect(seasonFromYears('primary', [year(4, 8), year(4, 20), year(4, 8)])).toEqual(usual);
  });

  test('averages 1 over the sessions for any years', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })), {
          minLength: 1,
          maxLength: 5,
        }),
        (years) => {
          const season = seasonFromYears(
            'special',
            years.map(([september, october]) => year(september, october)),
          );
          const average = (3 * (season['09']?.relative ?? 0) + (season['10']?.relative ?? 0)) / 4;
          expect(average).toBeCloseTo(1, 3);
        },
      ),
    );
  });

  test('of a region can be drawn towards the nation’s', () => {
    const nation = { '09': { relative: 0.8, weight: 1 } };
    const region = { '09': { relative: 0.9, weight: 1 } };
    expect(seasonTowards(nation, region, 0.5)['09']?.relative).toBe(0.85);
    expect(seasonTowards(nation, {}, 1)).toEqual(nation);
  });
});
