import { describe, expect, test } from 'vitest';
import { yearRate } from '../../../../domain/monitoring/month-figures.js';
import { publishedMonths, publishedReadings } from '../../../../domain/monitoring/published-season.js';
import { seasonFromReadings } from '../../../../domain/monitoring/season-readings.js';
import {
  defaultSeason,
  expectedYearToDateAbsencePercent,
  seasonOf,
  seasonScale,
  type MonthSessions,
} from '../../../../domain/monitoring/season.js';
import { type AbsencePhase } from '../../../../domain/shared/phase.js';
import { exampleCalendar } from './school-year-example.js';

const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

const publishedSessions = (phase: AbsencePhase): MonthSessions[] =>
  publishedMonths(phase).map(({ calendarMonth, schoolDays, weight }) => ({
    month: `${calendarMonth >= '09' ? '2024' : '2025'}-${calendarMonth}`,
    possibleSessions: schoolDays * weight,
  }));

describe('the default season', () => {
  test.each(phases)('the months of %s, weighted by their sessions, average 1', (phase) => {
    expect(seasonScale(defaultSeason.phases[phase], publishedSessions(phase))).toBeCloseTo(1, 3);
  });

  test.each(phases)('the %s path gives back the quoted year-to-date figures at Christmas and in July', (phase) => {
    const readings = publishedReadings(phase);
    const christmas = readings.find(({ schoolDays }) => schoolDays === 70);
    const july = readings.at(-1);
    if (!christmas || !july) throw new Error('The quoted figures lack Christmas or July.');
    const year = yearRate(july.absencePercent);
    const all = publishedSessions(phase);
    const season = defaultSeason.phases[phase];
    expect(expectedYearToDateAbsencePercent(season, year, all.slice(0, 4))).toBeCloseTo(christmas.absencePercent, 2);
    expect(expectedYearToDateAbsencePercent(season, year, all)).toBeCloseTo(july.absencePercent, 2);
  });

  test('September is the best month everywhere; the weakest of secondaries is in the summer, of primaries December', () => {
    for (const phase of phases) {
      const months = defaultSeason.phases[phase];
      const best = Object.entries(months).reduce((a, b) => (a[1].relative <= b[1].relative ? a : b));
      expect(best[0]).toBe('09');
    }
    expect(seasonOf(defaultSeason.phases.primary, '2024-12').relative).toBeGreaterThan(1.15);
    expect(seasonOf(defaultSeason.phases.secondary, '2025-06').relative).toBeGreaterThan(1.1);
  });

  test('a secondary brings fewer sessions once its oldest year has left', () => {
    expect(seasonOf(defaultSeason.phases.secondary, '2025-06').weight).toBeLessThan(1);
    expect(seasonOf(defaultSeason.phases.primary, '2025-06').weight).toBe(1);
  });

  test('a month that the season does not know is an ordinary one', () => {
    expect(seasonOf(defaultSeason.phases.primary, '2025-08')).toEqual({ relative: 1, weight: 1 });
  });
});

describe('the path', () => {
  const season = { '09': { relative: 0.5, weight: 1 }, '10': { relative: 1.5, weight: 1 } };

  test("is a ratio of sums over the school's own sessions, never a mean of months", () => {
    const months = [
      { month: '2024-09', possibleSessions: 300 },
      { month: '2024-10', possibleSessions: 100 },
    ];
    expect(expectedYearToDateAbsencePercent(season, yearRate(8), months)).toBeCloseTo(
      (8 * (0.5 * 300 + 1.5 * 100)) / 400,
      12,
    );
  });

  test("ends at the year's level under a calendar that ends early", () => {
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

describe('a season from readings', () => {
  test('a steady year has no season', () => {
    const months = [
      { calendarMonth: '09', schoolDays: 20, weight: 1 },
      { calendarMonth: '10', schoolDays: 10, weight: 1 },
    ];
    const season = seasonFromReadings([{ schoolDays: 30, absencePercent: 6 }], months);
    expect(season).toEqual({ '09': { relative: 1, weight: 1 }, '10': { relative: 1, weight: 1 } });
  });

  test('a month between two readings gets what piled up between them', () => {
    const months = [
      { calendarMonth: '09', schoolDays: 20, weight: 1 },
      { calendarMonth: '10', schoolDays: 20, weight: 1 },
    ];
    const readings = [
      { schoolDays: 20, absencePercent: 4 },
      { schoolDays: 40, absencePercent: 5 },
    ];
    expect(seasonFromReadings(readings, months)).toEqual({
      '09': { relative: 0.8, weight: 1 },
      '10': { relative: 1.2, weight: 1 },
    });
  });
});
