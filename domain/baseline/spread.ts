import { weightedLeastSquares } from './least-squares.js';
import {
  type Coefficients,
  type DeviationClip,
  type Spread,
  expectedDeviation,
  inverseSize,
  levelRatio,
  standardDeviation,
} from './model.js';
import { quantile, quantileOfSorted } from './quantile.js';
import { type TrainingRow } from './training-row.js';

interface Residual {
  readonly points: number;
  readonly ratio: number;
  readonly enrolments: number;
}

/** A part of the tail is left to the quantiles, so that a hospital school's leap does not widen everybody's interval. */
const squareTailShare = 0.01;
const smallestVariance = 0.01;
const smallestVarianceTimesEnrolments = 1;

function residualOf(
  row: TrainingRow,
  fit: { readonly coefficients: Coefficients; readonly clip: DeviationClip },
  passedOnShare: number,
): Residual {
  const expected = Math.max(
    0,
    row.nationalLastYear + expectedDeviation(row.terms, fit.coefficients, fit.clip, passedOnShare),
  );
  // The national shift of the year is taken out: the school's deviation is set on last year's national rate.
  const points = row.targetDeviation + row.nationalLastYear - expected;
  return { points, ratio: levelRatio(expected, row.nationalLastYear), enrolments: row.enrolments };
}

/** Squares on 1 and 1/n by least squares, then the quantiles of the scaled residuals; MODEL.md, formula 5. */
export function calibrateSpread(
  rows: readonly TrainingRow[],
  fitFor: (row: TrainingRow) => { readonly coefficients: Coefficients; readonly clip: DeviationClip },
  passedOnShare: number,
): Spread {
  const residuals = rows.map((row) => residualOf(row, fitFor(row), passedOnShare));
  const squares = residuals.map((one) => (one.points / one.ratio) ** 2);
  const highest = quantile(squares, 1 - squareTailShare);
  const [variance = 0, slope = 0] = weightedLeastSquares(
    residuals.map((one, index) => ({
      x: [1, inverseSize(one.enrolments)],
      y: Math.min(squares[index] ?? 0, highest),
      weight: 1,
    })),
    { coefficients: [0, 0], weight: 0 },
  );
  const shape = {
    variance: Math.max(smallestVariance, variance),
    varianceTimesEnrolments: Math.max(smallestVarianceTimesEnrolments, slope),
  };
  const scaled = Float64Array.from(
    residuals,
    (one) => one.points / standardDeviation(shape, one.enrolments, one.ratio),
  ).sort();
  const at = (share: number): number => quantileOfSorted(scaled, share);
  return { ...shape, quantiles: { q025: at(0.025), q100: at(0.1), q900: at(0.9), q975: at(0.975) } };
}
