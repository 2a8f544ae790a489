import { describe, expect, it } from 'vitest';
import { nationalShift, publishedNationalShift } from '../../../../domain/baseline/national-shift.js';
import { type NationalRates } from '../../../../domain/baseline/national-rates.js';

const rates = (primary: Readonly<Record<string, number>>): NationalRates => ({
  primary: Object.fromEntries(
    Object.entries(primary).map(([year, absencePercent]) => [year, { absencePercent, basis: 'published' }]),
  ),
  secondary: {},
  special: {},
});
const six = { '201617': 4, '201718': 5, '201819': 4, '201920': 7, '202021': 7, '202122': 6 };

describe('the national shift', () => {
  it('is the root mean square of a model’s own changes when there are at least five', () => {
    expect(nationalShift(rates(six))).toEqual({
      ...publishedNationalShift,
      primary: { standardDeviationPoints: Math.sqrt((1 + 1 + 9 + 0 + 1) / 5), changes: 5, source: 'own-history' },
    });
  });

  it('is the published one when there are fewer changes, or years in between are missing', () => {
    const five = Object.fromEntries(Object.entries(six).slice(1));
    expect(nationalShift(rates(five))).toEqual(publishedNationalShift);
    const { '201819': _gap, ...withGap } = six;
    expect(_gap).toBe(4);
    expect(nationalShift(rates({ ...withGap, '202223': 6 }))).toEqual(publishedNationalShift);
  });

  it('leaves out the change to six half-terms, and entries that are not years', () => {
    const broken = { '201011': 5, '201112': 5, '201213': 50, '201314': 50, '201415': 51, '201516': 50, '201617': 50 };
    expect(nationalShift(rates({ ...broken, mean: 99 })).primary).toEqual({
      standardDeviationPoints: Math.sqrt(2 / 5),
      changes: 5,
      source: 'own-history',
    });
  });

  it('is computed separately for each phase', () => {
    const { primary } = rates(six);
    const own = nationalShift({ primary: {}, secondary: primary, special: primary });
    expect(own.primary).toEqual(publishedNationalShift.primary);
    expect([own.secondary.changes, own.special.changes]).toEqual([5, 5]);
  });
});
