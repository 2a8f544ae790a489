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

/** Sources: docs/sources/statistics.md#formulas-of-the-reference, 1; docs/sources/absence-statistics.md#rates. */
describe('national rates', () => {
  it('are ratios of sums and not means of rates, so that a small school hardly moves them', () => {
    const rates = nationalRates([], [row(1000, 50, 5), row(10, 10, 1)]);
    expect(rates.primary[year]).toEqual({ absencePercent: (100 * 60) / 1010, basis: 'ratio-of-sums' });
  });

  it('are the published ones where available', () => {
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

  it('say so when they rest on only part of the schools', () => {
    const rates = nationalRates([], [row(1000, 50, 5), row(undefined, undefined, 5)]);
    expect(rates.primary[year]?.basis).toBe('enrolment-weighted');
  });

  it('are weighted when one of the two counts is missing or no session was possible', () => {
    expect(nationalRates([], [row(1000, 50, 5), row(1000, undefined, 5)]).primary[year]?.basis).toBe(
      'enrolment-weighted',
    );
    expect(nationalRates([], [row(1000, 50, 5), row(undefined, 50, 5)]).primary[year]?.basis).toBe(
      'enrolment-weighted',
    );
    expect(nationalRates([], [{ ...row(0, 0, 5), absencePercent: 6 }]).primary[year]).toEqual({
      absencePercent: 6,
      basis: 'enrolment-weighted',
    });
  });

  it('are computed separately for each phase and year', () => {
    const earlier = academicYear('202223');
    const rates = nationalRates(
      [],
      [row(1000, 50, 5), { ...row(1000, 80, 5), phase: 'secondary' }, { ...row(1000, 60, 5), academicYear: earlier }],
    );
    expect(nationalAbsence(rates, 'primary', year)).toBe(5);
    expect(nationalAbsence(rates, 'secondary', year)).toBe(8);
    expect(nationalAbsence(rates, 'primary', earlier)).toBe(6);
    expect(nationalRates([], [{ phase: 'primary', academicYear: year, absencePercent: 6 }])).toStrictEqual({
      primary: {},
      secondary: {},
      special: {},
    });
  });

  it('are absent when there is nothing to weigh', () => {
    const rates = nationalRates([], [{ phase: 'primary', academicYear: year, absencePercent: 6 }]);
    expect(nationalAbsence(rates, 'primary', year)).toBeUndefined();
    expect(nationalAbsence(rates, 'special', year)).toBeUndefined();
  });

  it('are between the lowest and the highest school', () => {
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
