import { describe, expect, it } from 'vitest';
import { type Regression, fittedValues, weightedLeastSquares } from '../../../../domain/baseline/least-squares.js';
import { robustLeastSquares } from '../../../../domain/baseline/robust-fit.js';

const noPrior = { coefficients: [0, 0], weight: 0 };
const terms = { multiple: 1, rounds: 30 };
/** A level and a slope over eleven steps, the values given. */
const line = (values: readonly number[], weight: readonly number[] = values.map(() => 1)): Regression => ({
  columns: [Float64Array.from(values, () => 1), Float64Array.from(values, (_, step) => step)],
  y: Float64Array.from(values),
  weight: Float64Array.from(weight),
});
const steps = Array.from({ length: 11 }, (_, step) => 2 + 3 * step);
const noisy = steps.map((value, step) => value + (step % 2 === 0 ? 0.1 : -0.1));

describe('a robust fit', () => {
  it('equals the plain fit when there are no residuals', () => {
    expect(robustLeastSquares(line(steps.map(() => 0)), noPrior, terms)).toEqual([0, 0]);
  });

  it('is moved by one outlier much less than a plain fit', () => {
    const odd = (step: number, value: number): Regression => line(noisy.map((one, at) => (at === step ? value : one)));
    const apart = ([level = NaN]: readonly number[]): number => Math.abs(level - 2);
    const plain = apart(weightedLeastSquares(odd(2, 60), noPrior));
    expect(apart(robustLeastSquares(odd(2, 60), noPrior, { multiple: 0.5, rounds: 60 }))).toBeLessThan(plain / 3);
  });

  it('keeps the weights of its rows', () => {
    const values = [...noisy.slice(0, 9), 80, 90];
    const unseen = [...noisy.map(() => 1).slice(0, 9), 0, 0];
    const [level = NaN, slope = NaN] = robustLeastSquares(line(values, unseen), noPrior, terms);
    const [levelWithout = NaN, slopeWithout = NaN] = robustLeastSquares(line(noisy, unseen), noPrior, terms);
    expect(level).toBeCloseTo(levelWithout, 1);
    expect(slope).toBeCloseTo(slopeWithout, 1);
  });

  it('weights a value beyond the limit by its distance, equally on both sides', () => {
    const level: Regression = {
      columns: [new Float64Array(5).fill(1)],
      y: Float64Array.from([0, 1, 2, 3, 100]),
      weight: new Float64Array(5).fill(1),
    };
    const one = (multiple: number, rounds: number): number =>
      robustLeastSquares(level, { coefficients: [0], weight: 0 }, { multiple, rounds })[0] ?? NaN;
    expect(one(1, 0)).toBeCloseTo(106 / 5, 6);
    expect(one(99, 5)).toBeCloseTo(106 / 5, 6);
    // The median distance from 21.2 is 20.2; one round weighs 100 by 20.2 ÷ 78.8 and 0 by 20.2 ÷ 21.2.
    const [far, near] = [20.2 / 78.8, 20.2 / 21.2];
    expect(one(1, 1)).toBeCloseTo((100 * far + 1 + 2 + 3) / (3 + far + near), 6);
  });
});

it('fitted values are the rows times the coefficients', () => {
  expect([...fittedValues(line([0, 0, 0]), [5, 2])]).toEqual([5, 7, 9]);
});
