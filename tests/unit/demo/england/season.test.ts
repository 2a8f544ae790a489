import { describe, expect, it } from 'vitest';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { valueAt } from '../../../../demo/england/curves.js';
import { snapshotsOf, yearToDateOverYear } from '../../../../demo/england/season.js';

describe('the invented season', () => {
  it.each(['202223', '202324', '202425', '203031'])(
    'in %s has 23 Thursdays from late September to early August, with ever more sessions',
    (year) => {
      const snapshots = snapshotsOf(academicYear(year));
      expect(snapshots).toHaveLength(23);
      expect(new Set(snapshots.map(({ date }) => new Date(`${date}T00:00:00Z`).getUTCDay()))).toEqual(new Set([4]));
      expect(snapshots[0]?.date).toMatch(/-(09-2[4-9]|09-30|10-01)$/);
      expect(snapshots.at(-1)?.date).toMatch(/-08-(0\d|1[01])$/);
      const shares = snapshots.map(({ share }) => share);
      expect(shares).toEqual([...shares].sort((one, other) => one - other));
      expect(shares[0]).toBeGreaterThan(0);
      expect(shares.at(-1)).toBe(1);
    },
  );

  it('has about 190 school days in a year', () => {
    const days = snapshotsOf(academicYear('202425')).at(-1)?.schoolDays ?? 0;
    expect(days).toBeGreaterThanOrEqual(188);
    expect(days).toBeLessThanOrEqual(196);
  });

  // National attendance to date falls from September to July, by about 1.5 points in primary and 2.8 in secondary schools.
  it.each([
    ['primary', 5.4, 1.5],
    ['secondary', 8.8, 2.8],
  ] as const)(
    'raises %s absence to date by about the national amount between mid September and July',
    (phase, yearPercent, points) => {
      const september = yearPercent * valueAt(yearToDateOverYear[phase], 0.026);
      expect(yearPercent - september).toBeGreaterThan(points - 0.35);
      expect(yearPercent - september).toBeLessThan(points + 0.35);
    },
  );
});
