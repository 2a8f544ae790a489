import { describe, expect, test } from 'vitest';
import { yearRate, yearToDateRate } from '../../../../domain/monitoring/month-figures.js';
import { nationalShiftToDate } from '../../../../domain/monitoring/national-shift.js';
import { defaultSeason } from '../../../../domain/monitoring/season.js';
import { exampleCalendar } from './school-year-example.js';

const year = { calendar: exampleCalendar, season: defaultSeason.phases.primary, lastYear: yearRate(5.3) };

describe('the shift of the nation to date', () => {
  test("at the year's end is this year's rate less last year's", () => {
    expect(nationalShiftToDate(year, '2025-07', yearToDateRate(5.1))).toBeCloseTo(-0.2, 10);
  });

  test("in the autumn allows for the season: last year's whole-year rate by October is already a bad autumn", () => {
    expect(nationalShiftToDate(year, '2024-10', yearToDateRate(5.3))).toBeGreaterThan(0.5);
  });

  test('is not known before the first school month', () => {
    expect(nationalShiftToDate(year, '2024-08', yearToDateRate(5))).toBeUndefined();
  });
});
