import { type Regression, type RegressionPrior, fittedValues, weightedLeastSquares } from './least-squares.js';
import { quantile } from './quantile.js';

export interface RobustTerms {
  /** Residuals beyond this many median absolute residuals of the plain fit count linearly. */
  readonly multiple: number;
  readonly rounds: number;
}

/**
 * Slopes that one school's odd year hardly moves: Huber's estimate by reweighted least squares, from the plain fit, in a fixed
 * number of rounds. Source: Huber 1964; the rounds are fixed so that the result is the same everywhere.
 */
export function robustLeastSquares(rows: Regression, prior: RegressionPrior, terms: RobustTerms): number[] {
  let coefficients = weightedLeastSquares(rows, prior);
  const residuals = (): Float64Array => {
    const fitted = fittedValues(rows, coefficients);
    for (let row = 0; row < fitted.length; row += 1) fitted[row] = Math.abs((rows.y[row] ?? 0) - (fitted[row] ?? 0));
    return fitted;
  };
  let apart = residuals();
  const limit = terms.multiple * quantile(apart, 0.5);
  if (!(limit > 0)) return coefficients;
  for (let round = 0; round < terms.rounds; round += 1) {
    const weight = rows.weight.map((own, row) => {
      const distance = apart[row] ?? 0;
      return distance <= limit ? own : (own * limit) / distance;
    });
    coefficients = weightedLeastSquares({ ...rows, weight }, prior);
    apart = residuals();
  }
  return coefficients;
}
