import { describe, expect, test } from 'vitest';
import { monthlyVariance, wholeYearVariance } from '../../../../domain/monitoring/noise.js';
import { normalProbabilityBelow } from '../../../../domain/monitoring/normal-distribution.js';
import { defaultMonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { probabilityYearEndsShort } from '../../../../domain/monitoring/posterior.js';

const { noise } = defaultMonitoringPolicy;

describe('the noise model compared with the measured variances of docs/sources/statistics.md', () => {
  test.each([
    ['primary', 240, 6.0, 1.0],
    ['secondary', 950, 8.8, 0.7],
    ['special', 105, 12.7, 1.4],
  ] as const)(
    'gives one month of a %s school of %i about the measured deviation',
    (phase, enrolments, absencePercent, deviation) => {
      const month = Math.sqrt(monthlyVariance(noise[phase], { absencePercent, sessions: [enrolments * 36.5] }));
      expect(month).toBeGreaterThanOrEqual(deviation * 0.95);
      expect(month).toBeLessThanOrEqual(deviation * 1.15);
    },
  );

  test.each([
    ['primary', 170, 0.015 + 14.6 / 170],
    ['primary', 500, 0.015 + 14.6 / 500],
    ['secondary', 950, 0.013 + 14.6 / 950],
    ['special', 105, 0.01 + 134 / 105],
  ] as const)(
    'gives a whole year of a %s school of %i at least the measured deviation, and at most two thirds more',
    (phase, enrolments, variance) => {
      const absencePercent = { primary: 5.3, secondary: 8.6, special: 12.9 }[phase];
      const sessions = Array.from({ length: 11 }, () => (enrolments * 380) / 11);
      const year =
        monthlyVariance(noise[phase], { absencePercent, sessions }) + wholeYearVariance(noise[phase], enrolments);
      expect(Math.sqrt(year)).toBeGreaterThanOrEqual(Math.sqrt(variance));
      expect(Math.sqrt(year)).toBeLessThanOrEqual((5 / 3) * Math.sqrt(variance));
    },
  );

  test('gives infinite uncertainty without observations', () => {
    expect(monthlyVariance(noise.primary, { absencePercent: 5, sessions: [] })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the probability that a year ends short', () => {
  const base = { observedVariance: 0.05, remainingVariance: 0.05, observedShare: 0.5, priorVariance: 0.36 };

  test.each([
    [0, 0.5],
    [1.959964, 0.975],
    [-1.644854, 0.05],
    [6, 1],
  ])('is normal: the probability below %f is %f', (z, probability) => {
    expect(normalProbabilityBelow(z)).toBeCloseTo(probability, 6);
  });

  test('is one half on the path, and grows with the shortfall', () => {
    const at = [-0.5, 0, 0.5, 1].map((shortfallPoints) => probabilityYearEndsShort({ ...base, shortfallPoints }));
    expect(at[1]).toBeCloseTo(0.5, 6);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect((at[0] ?? 0) + (at[2] ?? 0)).toBeCloseTo(1, 6);
  });

  test('of the same shortfall is closer to certain later in the year', () => {
    const at = [0.3, 0.6, 0.9].map((observedShare) =>
      probabilityYearEndsShort({ ...base, shortfallPoints: 0.3, observedShare }),
    );
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  test('is certain once the year is over', () => {
    const over = { ...base, observedShare: 1, remainingVariance: Number.POSITIVE_INFINITY };
    expect(probabilityYearEndsShort({ ...over, shortfallPoints: 0.01 })).toBe(1);
    expect(probabilityYearEndsShort({ ...over, shortfallPoints: 0 })).toBe(0);
  });
});
