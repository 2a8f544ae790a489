import { describe, expect, test } from 'vitest';
import { yearRate, yearToDateRate } from '../../../../domain/monitoring/month-figures.js';
import { nationalShifts, nationalShiftToDate } from '../../../../domain/monitoring/national-shift.js';
import { defaultSeason } from '../../../../domain/monitoring/season.js';
import { exampleCalendar } from './school-year-example.js';

const year = { calendar: exampleCalendar, season: defaultSeason.phases.primary, lastYear: yearRate(5.3) };

describe('the shift of the nation to date', () => {
  test('at the end of the year is this year’s rate minus last year’s', () => {
    expect(nationalShiftToDate(year, '2025-07', yearToDateRate(5.1))).toBeCloseTo(-0.2, 10);
  });

  test('in the autumn allows for the season: last year’s whole-year rate by October is already a bad autumn', () => {
    expect(nationalShiftToDate(year, '2024-10', yearToDateRate(5.3))).toBeGreaterThan(0.5);
  });

  test('is unknown before the first school month', () => {
    expect(nationalShiftToDate(year, '2024-08', yearToDateRate(5))).toBeUndefined();
  });
});

describe('the shift at each month, from the releases so far', () => {
  const reading = (through: string, percent: number): Parameters<typeof nationalShifts>[1][number] => ({
    through,
    absencePercent: yearToDateRate(percent),
  });

  test('equals the month’s own, where a release runs to its last day', () => {
    const shifts = nationalShifts(year, [reading('2024-11-29', 5.4)]);
    expect(shifts['2024-11']).toBeCloseTo(nationalShiftToDate(year, '2024-11', yearToDateRate(5.4)) ?? 0, 10);
  });

  test('is interpolated between two releases, and constant after the newest', () => {
    const shifts = nationalShifts(year, [reading('2024-12-27', 5.8), reading('2024-11-29', 5)]);
    const [november = 0, december = 0] = [shifts['2024-11'], shifts['2024-12']];
    const newest = nationalShiftToDate(year, '2024-12', yearToDateRate(5.8)) ?? 0;
    expect(december).toBeGreaterThan(november);
    expect(december).toBeLessThan(newest);
    expect(Object.keys(shifts)).toEqual(['2024-09', '2024-10', '2024-11', '2024-12']);
    expect(nationalShifts(year, [reading('2024-12-27', 5.8)])['2024-12']).toBeCloseTo(newest, 10);
  });

  test('within a month counts the days that have passed', () => {
    const onPath = nationalShifts(year, [reading('2024-12-13', 5.3)])['2024-12'] ?? 0;
    const wholeMonth = nationalShiftToDate(year, '2024-12', yearToDateRate(5.3)) ?? 0;
    const monthBefore = nationalShiftToDate(year, '2024-11', yearToDateRate(5.3)) ?? 0;
    expect(onPath).toBeGreaterThan(wholeMonth);
    expect(onPath).toBeLessThan(monthBefore);
  });

  test('does not exist before the first release', () => {
    expect(nationalShifts(year, [])).toEqual({});
  });
});
