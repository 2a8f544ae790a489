import { describe, expect, it } from 'vitest';
import { areaKey, areaTotals } from '../../../../domain/gates/area-totals.js';

const published = [{ laCode: '901', phase: 'primary', absencePercent: 6 }] as const;
const school = { laCode: '901', phase: 'primary', possibleSessions: 1000, absenceSessions: 50 } as const;

describe('the sum of an area’s schools', () => {
  it('is a ratio of sums over its own phase', () => {
    const rows = [
      school,
      { ...school, possibleSessions: 100, absenceSessions: 20 },
      { ...school, phase: 'secondary', absenceSessions: 900 } as const,
    ];
    expect(areaTotals(published, rows).get(areaKey('901', 'primary'))).toEqual({
      publishedPercent: 6,
      recomputedPercent: (100 * 70) / 1100,
    });
  });

  it('is not given where a school lacks its sessions, or there is no school', () => {
    const { absenceSessions: _absence, ...countless } = school;
    expect(_absence).toBe(50);
    expect(
      areaTotals(published, [school, countless]).get(areaKey('901', 'primary'))?.recomputedPercent,
    ).toBeUndefined();
    expect(areaTotals(published, []).get(areaKey('901', 'primary'))?.recomputedPercent).toBeUndefined();
  });
});
