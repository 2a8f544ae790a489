import { type AbsencePhase } from '../shared/phase.js';
import { type Regression, fittedValues } from './least-squares.js';
import { type Coefficients, type DeviationClip, type Terms, overClip } from './model.js';
import { type BaselineParameters } from './parameters.js';
import { publishedPhases } from './published-model.js';
import { clamp, quantileOfSorted } from './quantile.js';
import { robustLeastSquares } from './robust-fit.js';
import { type TrainingRow } from './training-row.js';

export interface Fitted {
  readonly coefficients: Coefficients;
  readonly clip: DeviationClip;
}

function clipOf(rows: readonly TrainingRow[], tailShare: number): DeviationClip {
  const ascending = Float64Array.from(rows, (row) => row.terms.lastYear).sort();
  return { low: quantileOfSorted(ascending, tailShare), high: quantileOfSorted(ascending, 1 - tailShare) };
}

/** Columns of the regression, the constant first, `older` last and only where rows know it: elsewhere it repeats the year before. */
function regressorsOf(
  { lastYear, yearBefore, older, similar }: Terms,
  { low, high }: DeviationClip,
  withOlder: boolean,
): readonly number[] {
  const columns = [1, clamp(lastYear, low, high), clamp(yearBefore, low, high), similar];
  return withOlder ? [...columns, clamp(older, low, high)] : columns;
}

function regressionOf(
  rows: readonly TrainingRow[],
  clip: DeviationClip,
  withOlder: boolean,
  parameters: BaselineParameters,
): Regression {
  const columns = withOlder ? 5 : 4;
  const x = new Float64Array(rows.length * columns);
  const y = new Float64Array(rows.length);
  const weight = new Float64Array(rows.length);
  rows.forEach((row, index) => {
    x.set(regressorsOf(row.terms, clip, withOlder), index * columns);
    y[index] = row.targetDeviation - overClip(row.terms.lastYear, clip, parameters.passedOnShare);
    weight[index] = row.enrolments / (row.enrolments + parameters.halfWeightEnrolments);
  });
  return { columns, x, y, weight };
}

/** The mean of what the slopes leave, its tails drawn in: the slopes are robust, and the level is true to the mean school. */
function levelLeft(rows: Regression, coefficients: readonly number[], tailShare: number): number {
  const ascending = rows.y.slice().sort();
  const low = quantileOfSorted(ascending, tailShare);
  const high = quantileOfSorted(ascending, 1 - tailShare);
  const fitted = fittedValues(rows, coefficients);
  let sum = 0;
  for (let row = 0; row < fitted.length; row += 1) sum += clamp(rows.y[row] ?? 0, low, high) - (fitted[row] ?? 0);
  return sum / fitted.length;
}

function priorOf(phase: AbsencePhase, withOlder: boolean): readonly number[] {
  const { intercept, lastYear, yearBefore, older, similar } = publishedPhases[phase].coefficients;
  return withOlder
    ? [intercept, lastYear, yearBefore, similar, older]
    : [intercept, lastYear, yearBefore + older, similar];
}

/** Robust slopes, weights n/(n + 200), then the level; docs/model.md, formula 4. */
export function fitCoefficients(
  phase: AbsencePhase,
  rows: readonly TrainingRow[],
  parameters: BaselineParameters,
): Fitted {
  const clip = clipOf(rows, parameters.deviationTailShare);
  const knowOlder = rows.reduce((count, row) => (row.hasOlder ? count + 1 : count), 0);
  const withOlder = knowOlder >= parameters.minimumTrainingRows;
  const regression = regressionOf(rows, clip, withOlder, parameters);
  const prior = { coefficients: priorOf(phase, withOlder), weight: parameters.priorSchools };
  const terms = { multiple: parameters.robustMultiple, rounds: parameters.robustRounds };
  const fitted = robustLeastSquares(regression, prior, terms);
  const ownShare = rows.length / (rows.length + parameters.priorSchools);
  const [intercept = 0, lastYear = 0, yearBefore = 0, similar = 0, older = 0] = fitted;
  const level = intercept + ownShare * levelLeft(regression, fitted, parameters.targetTailShare);
  return { coefficients: { intercept: level, lastYear, yearBefore, older, similar }, clip };
}
