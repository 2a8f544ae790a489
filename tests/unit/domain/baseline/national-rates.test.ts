import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NationalRateRow, nationalAbsence, nationalRates } from '../../../../domain/baseline/national-rates.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';

const year = academicYear('202324');
const row = (
  possibleSessions: number | undefined,
  absenceSessions: number | undefined,
  enrolments: number,
): NationalRateRow => ({
  phase: 'primary',
  academicYear: year,
  absencePercent:
    possibleSessions === undefined || absenceSessions === undefined ? 10 : (100 * absenceSessions) / possibleSessions,
  enrolments,
  ...(possibleSessions !== undefined && { possibleSessions }),
  ...(absenceSessions !== undefined && { absenceSessions }),
});

/** MODEL.md, formula 1; pupil absence statistics methodology 5.3. */
describe('national rates', () => {
  it('are ratios of sums and not means of rates: a small school hardly moves them', () => {
    const rates = nationalRates([], [row(1000, 50, 5), row(10, 10, 1)]);
    expect(rates.primary[year]).toEqual({ absencePercent: (100 * 60) / 1010, basis: 'ratio-of-sums' });
  });

  it('are the published ones where there are any', () => {
    const rates = nationalRates([{ phase: 'primary', academicYear: year, absencePercent: 5.53 }], [row(1000, 50, 5)]);
    expect(rates.primary[year]).toEqual({ absencePercent: 5.53, basis: 'published' });
  });

  it('without sessions are weighted by enrolments and say so', () => {
    const rates = nationalRates(
      [],
      [row(undefined, undefined, 300), { ...row(undefined, undefined, 100), absencePercent: 6 }],
    );
    expect(rates.primary[year]).toEqual({ absencePercent: 9, basis: 'enrolment-weighted' });
  });

  it('never stand on a part of the schools in silence', () => {
    const rates = nationalRates([], [row(1000, 50, 5), row(undefined, undefined, 5)]);
    expect(rates.primary[year]?.basis).toBe('enrolment-weighted');
  });

  it('are absent where nothing can be weighed', () => {
    const rates = nationalRates([], [{ phase: 'primary', academicYear: year, absencePercent: 6 }]);
    expect(nationalAbsence(rates, 'primary', year)).toBeUndefined();
    expect(nationalAbsence(rates, 'special', year)).toBeUndefined();
  });

  it('lie between the lowest and the highest school', () => {
    const school = fc
      .tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100 }))
      .map(([possible, part]) => row(possible, Math.floor((possible * part) / 100), 1));
    fc.assert(
      fc.property(fc.array(school, { minLength: 1 }), (rows) => {
        const rate = nationalAbsence(nationalRates([], rows), 'primary', year) ?? NaN;
        const each = rows.map((one) => one.absencePercent);
        expect(rate).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9);
        expect(rate).toBeLessThanOrEqual(Math.max(...each) + 1e-9);
      }),
    );
  });
});
