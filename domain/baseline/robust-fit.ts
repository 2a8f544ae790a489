import { type Regression, type RegressionPrior, fittedValues, weightedLeastSquares } from './least-squares.js';
import { quantileWithin } from './quantile.js';

export interface RobustTerms {
  /** Residuals beyond this many median absolute residuals of the plain fit count linearly. */
  readonly multiple: number;
  readonly rounds: number;
}

function absoluteResiduals(rows: Regression, coefficients: readonly number[]): Float64Array {
  const apart = fittedValues(rows, coefficients);
  for (let row = 0; row < apart.length; row += 1) apart[row] = Math.abs((rows.y[row] ?? 0) - (apart[row] ?? 0));
  return apart;
}

/**
 * Slopes that one school's odd year hardly moves: Huber's estimate by reweighted least squares, from the plain fit, in a fixed
 * number of rounds. Source: Huber 1964; the rounds are fixed so that the result is the same everywhere.
 */
export function robustLeastSquares(rows: Regression, prior: RegressionPrior, terms: RobustTerms): number[] {
  let coefficients = weightedLeastSquares(rows, prior);
  let apart = absoluteResiduals(rows, coefficients);
  const limit = terms.multiple * quantileWithin(apart.slice(), 0.5);
  if (!(limit > 0)) return coefficients;
  const weight = new Float64Array(apart.length);
  for (let round = 0; round < terms.rounds; round += 1) {
    for (let row = 0; row < weight.length; row += 1) {
      const distance = apart[row] ?? 0;
      const own = rows.weight[row] ?? 0;
      weight[row] = distance <= limit ? own : (own * limit) / distance;
    }
    coefficients = weightedLeastSquares({ ...rows, weight }, prior);
    apart = absoluteResiduals(rows, coefficients);
  }
  return coefficients;
}
