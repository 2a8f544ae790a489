import { type Fitted } from './fit-coefficients.js';
import { type Regression, weightedLeastSquares } from './least-squares.js';
import {
  type Spread,
  type SpreadInputs,
  type SpreadQuantiles,
  type SpreadShape,
  expectedDeviation,
  inverseRootSize,
  levelRatio,
  standardDeviation,
} from './model.js';
import { quantile, quantileOfSorted } from './quantile.js';
import { type TrainingRow } from './training-row.js';

interface Residual extends SpreadInputs {
  readonly points: number;
}

/** A part of the tail is left to the quantiles, so that a hospital school's leap does not widen everybody's interval. */
const tailShare = 0.01;
const reweightings = 4;
/** One school's worth of pull to nothing keeps the fit definite where all schools are alike in a measure. */
const steadying = { coefficients: [0, 0, 0, 0], weight: 1 };

function residualOf(row: TrainingRow, { coefficients, clip }: Fitted, passedOnShare: number): Residual {
  const deviation = expectedDeviation(row.terms, coefficients, clip, passedOnShare);
  const expected = Math.max(0, row.nationalLastYear + deviation);
  return {
    // The national shift of the year is taken out: the school's deviation is set on last year's national rate.
    points: row.targetDeviation + row.nationalLastYear - expected,
    level: levelRatio(expected, row.nationalLastYear),
    enrolments: row.enrolments,
    freeMeals: row.freeMeals,
  };
}

const shapeOf = ([constant = 0, perRootSize = 0, perLevel = 0, perFreeMeals = 0]: readonly number[]): SpreadShape => ({
  constant,
  perRootSize,
  perLevel,
  perFreeMeals,
});

/** Absolute residuals by least squares, each weighted by the inverse of the variance that the last round gave it. */
function fitShape(residuals: readonly Residual[]): SpreadShape {
  const highest = quantile(
    residuals.map(({ points }) => Math.abs(points)),
    1 - tailShare,
  );
  const rows: Regression = {
    columns: 4,
    x: Float64Array.from(residuals.flatMap((one) => [1, inverseRootSize(one.enrolments), one.level, one.freeMeals])),
    y: Float64Array.from(residuals, ({ points }) => Math.min(Math.abs(points), highest)),
    weight: new Float64Array(residuals.length).fill(1),
  };
  let shape = shapeOf(weightedLeastSquares(rows, steadying));
  for (let round = 1; round < reweightings; round += 1) {
    residuals.forEach((one, row) => {
      const deviation = standardDeviation(shape, one);
      rows.weight[row] = 1 / (deviation * deviation);
    });
    shape = shapeOf(weightedLeastSquares(rows, steadying));
  }
  return shape;
}

export function quantilesOf(values: Iterable<number>): SpreadQuantiles {
  const ascending = Float64Array.from(values).sort();
  const at = (share: number): number => quantileOfSorted(ascending, share);
  return { q025: at(0.025), q100: at(0.1), q900: at(0.9), q975: at(0.975) };
}

/** Root mean square of residuals in units of a shape, the tail drawn in. */
function unitOf(scaled: readonly number[]): number {
  const squares = scaled.map((value) => value * value);
  const highest = quantile(squares, 1 - tailShare);
  return Math.sqrt(squares.reduce((sum, square) => sum + Math.min(square, highest), 0) / squares.length);
}

const times = (shape: SpreadShape, unit: number): SpreadShape => ({
  constant: shape.constant * unit,
  perRootSize: shape.perRootSize * unit,
  perLevel: shape.perLevel * unit,
  perFreeMeals: shape.perFreeMeals * unit,
});

const inUnitsOf = (shape: SpreadShape, residuals: readonly Residual[]): readonly number[] =>
  residuals.map((one) => one.points / standardDeviation(shape, one));

/** Rows with the fit that has not seen each of them. */
export interface CalibrationRows {
  readonly rows: readonly TrainingRow[];
  readonly fitFor: (row: TrainingRow) => Fitted;
  readonly passedOnShare: number;
}

const residualsOf = ({ rows, fitFor, passedOnShare }: CalibrationRows): readonly Residual[] =>
  rows.map((row) => residualOf(row, fitFor(row), passedOnShare));

/**
 * A standard deviation for each school from its size, level and intake, and the quantiles of the residuals in its units;
 * docs/model.md, formula 5.
 */
export function calibrateSpread(given: CalibrationRows): Spread {
  const residuals = residualsOf(given);
  const shape = fitShape(residuals);
  const scaled = inUnitsOf(shape, residuals);
  // From mean absolute residuals to standard deviations.
  const unit = unitOf(scaled);
  return { ...times(shape, unit), quantiles: quantilesOf(scaled.map((value) => value / unit)) };
}

/** A known spread made wider or narrower by what few rows show. */
export const scaleSpread = (known: Spread, given: CalibrationRows): Spread => ({
  ...times(known, unitOf(inUnitsOf(known, residualsOf(given)))),
  quantiles: known.quantiles,
});
