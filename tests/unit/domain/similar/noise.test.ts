import { describe, expect, it } from 'vitest';
import { isBeyondNoise, standingOf } from '../../../../domain/similar/noise.js';
import { defaultSimilarRules as rules } from '../../../../domain/similar/rules.js';
import { school } from './schools.js';

/** Source: docs/sources/statistics.md#noise-of-a-year. */
describe('the noise of a school’s attendance', () => {
  it.each([
    ['primary', 240, 0.015 + 14.6 / 240],
    ['secondary', 900, 0.013 + 14.6 / 900],
    ['special', 100, 0.01 + 134 / 100],
    ['secondary', 0, 0.013 + 14.6],
  ] as const)('is computed for a %s school of %i pupils', (absencePhase, enrolments, variance) => {
    const one = standingOf(school(1, { absencePhase, enrolments }), rules);
    expect(one.lastYearVariance).toBeCloseTo(variance, 12);
    expect(one).toMatchObject({ lastYear: 94, level: 94, levelVariance: one.lastYearVariance });
  });

  it('has half the variance over two years', () => {
    const two = standingOf(school(1, { yearBeforePercent: 92 }), rules);
    expect(two.level).toBe(93);
    expect(two.levelVariance * 2).toBe(two.lastYearVariance);
  });

  const standing = (lastYear: number, level: number): Parameters<typeof isBeyondNoise>[0] => ({
    lastYear,
    level,
    lastYearVariance: 0.02,
    levelVariance: 0.01,
  });

  it.each([
    [94.21, 94.15, true],
    [94.19, 94.15, false],
    [94.21, 94.14, false],
    [94, 94, false],
    [93, 93, false],
  ])('with %s last year and %s over two years against 94 is exceeded: %s', (lastYear, level, expected) => {
    expect(isBeyondNoise(standing(lastYear, level), standing(94, 94), 1)).toBe(expected);
  });

  it('grows with the multiple that the rules require', () => {
    expect(isBeyondNoise(standing(94.3, 94.3), standing(94, 94), 1)).toBe(true);
    expect(isBeyondNoise(standing(94.3, 94.3), standing(94, 94), 2)).toBe(false);
  });
});
