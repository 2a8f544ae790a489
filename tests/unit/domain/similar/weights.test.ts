import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { censusContext } from '../../../../domain/baseline/context.js';
import { defaultSimilarRules as rules } from '../../../../domain/similar/rules.js';
import { type ComparableSchool } from '../../../../domain/similar/types.js';
import { learnWeights } from '../../../../domain/similar/weights.js';
import { school } from './schools.js';

/** Values from -1.5 to 1.5 that have mean 0 over eight rows and are not correlated over a whole block of 64. */
const spread = (row: number, period: number): number => ((Math.floor(row / period) % 4) - 1.5) * 1;

const schools = (
  count: number,
  absenceOf: (x: readonly number[]) => number,
  change: Partial<ComparableSchool> = {},
): ComparableSchool[] =>
  Array.from({ length: count }, (_, row) => {
    const x = [spread(row, 1), spread(row, 4), spread(row, 16), 0, 0, 0];
    return school(row, { contextCoordinates: x, attendancePercent: 100 - absenceOf(x), ...change });
  });

const secondary = (list: readonly ComparableSchool[]): ReturnType<typeof learnWeights>['phases']['secondary'] =>
  learnWeights(list, censusContext, rules).phases.secondary;

describe('the weights of the context measures', () => {
  it('are the squares of the effect of one deviation, with mean 1 and none below 0.1', () => {
    const { basis, schools: count, weights } = secondary(schools(128, ([a = 0, b = 0]) => 6 + 0.6 * a + 0.3 * b));
    expect([basis, count]).toEqual(['learned', 128]);
    expect(weights[0]).toBeCloseTo(0.1 + 0.9 * 6 * 0.8, 10);
    expect(weights[1]).toBeCloseTo(0.1 + 0.9 * 6 * 0.2, 10);
    expect(weights.slice(2).map((weight) => Number(weight.toFixed(12)))).toEqual([0.1, 0.1, 0.1, 0.1]);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(6, 12);
  });

  it('do not depend on the direction in which a measure works', () => {
    const up = secondary(schools(128, ([a = 0, b = 0]) => 6 + 0.6 * a + 0.3 * b)).weights;
    const down = secondary(schools(128, ([a = 0, b = 0]) => 6 - 0.6 * a + 0.3 * b)).weights;
    down.forEach((weight, index) => {
      expect(weight).toBeCloseTo(up[index] ?? NaN, 10);
    });
  });

  it('are shared between measures that move together', () => {
    const twins = schools(128, ([a = 0]) => 6 + a).map((one) => {
      const [a = 0] = one.contextCoordinates ?? [];
      return { ...one, contextCoordinates: [a, a, 0, 0, 0, 0] };
    });
    const { weights } = secondary(twins);
    expect(weights[0]).toBeCloseTo(weights[1] ?? NaN, 6);
    expect(weights[0]).toBeCloseTo(0.1 + 0.9 * 3, 6);
  });

  it('report how much the measures explain, from which the ridge takes a little', () => {
    const ofVariance = (penalty: number): number => {
      const kept = 1.25 / (1.25 + penalty);
      return 2 * kept - kept * kept;
    };
    const all = secondary(schools(128, ([a = 0]) => 6 + 0.5 * a)).explainedShare;
    expect(all).toBeCloseTo(ofVariance(rules.weights.ridgeShare), 10);
    const half = schools(128, ([a = 0, , c = 0]) => 6 + 0.5 * a + 0.5 * c).map((one) => ({
      ...one,
      contextCoordinates: (one.contextCoordinates ?? []).map((x, index) => (index === 0 ? x : 0)),
    }));
    expect(secondary(half).explainedShare).toBeCloseTo(ofVariance(rules.weights.ridgeShare) / 2, 10);
  });

  it('depend more on a large school than on a small one', () => {
    const big = schools(64, ([a = 0]) => 6 + a, { enrolments: 1_000_000 });
    const small = schools(64, ([, b = 0]) => 6 + b, { enrolments: 50 }).map((one, index) => ({
      ...one,
      urn: String(950_000 + index),
    }));
    const { weights } = secondary([...big, ...small]);
    // Mean coefficients 1/1.5 and 0.5/1.5 of a weight of 1 next to a half, but for the ridge: squares as 4 to 1.
    expect(((weights[0] ?? NaN) - 0.1) / ((weights[1] ?? NaN) - 0.1)).toBeCloseTo(4, 3);
  });

  it.each([
    [99, 'even'],
    [100, 'learned'],
  ] as const)('of %i schools are %s', (count, basis) => {
    const learned = secondary(schools(count, ([a = 0]) => 6 + a));
    expect([learned.basis, learned.schools]).toEqual([basis, count]);
    if (basis === 'even') expect([learned.weights, learned.explainedShare]).toEqual([[1, 1, 1, 1, 1, 1], 0]);
  });

  it('are equal where the measures explain next to nothing', () => {
    const unexplained = (row: number): number => (row % 3 === 0 ? 2 : -1);
    const noise = schools(192, ([a = 0]) => 6 + 0.03 * a).map((one, row) => ({
      ...one,
      attendancePercent: one.attendancePercent + unexplained(row),
    }));
    const { basis, explainedShare, weights } = secondary(noise);
    expect([basis, weights]).toEqual(['even', [1, 1, 1, 1, 1, 1]]);
    expect(explainedShare).toBeLessThan(0.01);
    expect(secondary(schools(128, () => 6)).basis).toBe('even');
  });

  it('are computed from each phase alone, and from schools whose intake is known', () => {
    const primaries = schools(128, ([, b = 0]) => 5 + b, { absencePhase: 'primary' }).map((one, index) => ({
      ...one,
      urn: String(960_000 + index),
    }));
    const unknown = schools(50, () => 40, { contextCoordinates: undefined });
    const both = learnWeights([...schools(128, ([a = 0]) => 6 + a), ...primaries, ...unknown], censusContext, rules);
    expect(both.measures).toEqual(censusContext.measures);
    expect(both.phases.secondary.weights[0]).toBeCloseTo(5.5, 10);
    expect(both.phases.primary.weights[1]).toBeCloseTo(5.5, 10);
    expect([both.phases.secondary.schools, both.phases.special.basis]).toEqual([128, 'even']);
  });

  it('are the same bits for any order of the schools', () => {
    const list = schools(128, ([a = 0, b = 0, c = 0]) => 6 + 0.61 * a - 0.13 * b * c + 0.07 * c);
    const expected = secondary(list);
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: 128 }), (shuffled) => {
        expect(secondary(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
