import { type AbsencePhase } from '../shared/phase.js';
import { type Regression, fittedValues } from './least-squares.js';
import { type Coefficients, type DeviationClip, overClip } from './model.js';
import { type BaselineParameters } from './parameters.js';
import { publishedPhases } from './published-model.js';
import { clamp, quantileWithin } from './quantile.js';
import { robustLeastSquares } from './robust-fit.js';
import { type TrainingRows } from './training-rows.js';

export interface Fitted {
  readonly coefficients: Coefficients;
  readonly clip: DeviationClip;
}

/** Some rows of the training rows, by position. */
interface Chosen {
  readonly rows: TrainingRows;
  readonly positions: Int32Array;
}

const at = (column: Float64Array, position: number | undefined): number => column[position ?? -1] ?? NaN;

function clipOf({ rows, positions }: Chosen, tailShare: number): DeviationClip {
  const values = new Float64Array(positions.length);
  positions.forEach((position, index) => {
    values[index] = at(rows.lastYear, position);
  });
  return { low: quantileWithin(values, tailShare), high: quantileWithin(values, 1 - tailShare) };
}

/** The constant, last year, the year before, similar schools, and the older years only where rows know them: elsewhere they repeat the year before. */
function regressionOf(
  { rows, positions }: Chosen,
  { low, high }: DeviationClip,
  withOlder: boolean,
  { passedOnShare, halfWeightEnrolments }: BaselineParameters,
): Regression {
  const column = (): Float64Array => new Float64Array(positions.length);
  const [ownLastYear, ownYearBefore, ownOlder, similar, y, weight] = [
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  positions.forEach((position, index) => {
    const lastYear = at(rows.lastYear, position);
    const yearBefore = at(rows.yearBefore, position);
    const older = at(rows.older, position);
    const enrolments = at(rows.enrolments, position);
    ownLastYear[index] = clamp(lastYear, low, high);
    ownYearBefore[index] = clamp(yearBefore, low, high);
    ownOlder[index] = clamp(Number.isNaN(older) ? yearBefore : older, low, high);
    similar[index] = at(rows.similar, position);
    y[index] = at(rows.target, position) - overClip(lastYear, { low, high }, passedOnShare);
    weight[index] = enrolments / (enrolments + halfWeightEnrolments);
  });
  const columns = [column().fill(1), ownLastYear, ownYearBefore, similar, ...(withOlder ? [ownOlder] : [])];
  return { columns, y, weight };
}

/** The mean of what the slopes leave, its tails drawn in: the slopes are robust, and the level is true to the mean school. */
function levelLeft(rows: Regression, coefficients: readonly number[], tailShare: number): number {
  const values = rows.y.slice();
  const low = quantileWithin(values, tailShare);
  const high = quantileWithin(values, 1 - tailShare);
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

function countWithOlder({ rows, positions }: Chosen): number {
  let count = 0;
  for (const position of positions) if (!Number.isNaN(at(rows.older, position))) count += 1;
  return count;
}

/** Robust slopes, weights n/(n + 200), then the level; docs/model.md, formula 4. */
export function fitCoefficients(
  phase: AbsencePhase,
  rows: TrainingRows,
  positions: Int32Array,
  parameters: BaselineParameters,
): Fitted {
  const chosen = { rows, positions };
  const clip = clipOf(chosen, parameters.deviationTailShare);
  const withOlder = countWithOlder(chosen) >= parameters.minimumTrainingRows;
  const regression = regressionOf(chosen, clip, withOlder, parameters);
  const prior = { coefficients: priorOf(phase, withOlder), weight: parameters.priorSchools };
  const terms = { multiple: parameters.robustMultiple, rounds: parameters.robustRounds };
  const fitted = robustLeastSquares(regression, prior, terms);
  const ownShare = positions.length / (positions.length + parameters.priorSchools);
  const [intercept = 0, lastYear = 0, yearBefore = 0, similar = 0, older = 0] = fitted;
  const level = intercept + ownShare * levelLeft(regression, fitted, parameters.targetTailShare);
  return { coefficients: { intercept: level, lastYear, yearBefore, older, similar }, clip };
}
