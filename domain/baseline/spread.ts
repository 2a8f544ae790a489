import { type Fitted } from './fit-coefficients.js';
import { type Regression, weightedLeastSquares } from './least-squares.js';
import {
  type Spread,
  type SpreadQuantiles,
  type SpreadShape,
  expectedDeviation,
  inverseRootSize,
  levelRatio,
  standardDeviation,
} from './model.js';
import { quantileWithin } from './quantile.js';
import { type TrainingRows } from './training-rows.js';

/** Residuals in percentage points, and what a school's spread depends on, by row. */
interface Residuals {
  readonly points: Float64Array;
  readonly enrolments: Float64Array;
  readonly level: Float64Array;
  readonly freeMeals: Float64Array;
}

/** A part of the tail is left to the quantiles, so that a hospital school's leap does not widen everybody's interval. */
const tailShare = 0.01;
const reweightings = 4;
/** One school's worth of pull to nothing keeps the fit definite where all schools are alike in a measure. */
const steadying = { coefficients: [0, 0, 0, 0], weight: 1 };

/** Rows with the fit that has not seen each of them. */
export interface CalibrationRows {
  readonly rows: TrainingRows;
  readonly fitFor: (position: number) => Fitted;
  readonly passedOnShare: number;
}

function residualsOf({ rows, fitFor, passedOnShare }: CalibrationRows): Residuals {
  const points = new Float64Array(rows.count);
  const level = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row += 1) {
    const { coefficients, clip } = fitFor(row);
    const national = rows.nationalLastYear[row] ?? NaN;
    const yearBefore = rows.yearBefore[row] ?? NaN;
    const older = rows.older[row] ?? NaN;
    const terms = {
      lastYear: rows.lastYear[row] ?? NaN,
      yearBefore,
      older: Number.isNaN(older) ? yearBefore : older,
      similar: rows.similar[row] ?? NaN,
    };
    const expected = Math.max(0, national + expectedDeviation(terms, coefficients, clip, passedOnShare));
    // The national shift of the year is taken out: the school's deviation is set on last year's national rate.
    points[row] = (rows.target[row] ?? NaN) + national - expected;
    level[row] = levelRatio(expected, national);
  }
  return { points, level, enrolments: rows.enrolments, freeMeals: rows.freeMeals };
}

const shapeOf = ([constant = 0, perRootSize = 0, perLevel = 0, perFreeMeals = 0]: readonly number[]): SpreadShape => ({
  constant,
  perRootSize,
  perLevel,
  perFreeMeals,
});

const deviationAt = (shape: SpreadShape, { enrolments, level, freeMeals }: Residuals, row: number): number =>
  standardDeviation(shape, {
    enrolments: enrolments[row] ?? NaN,
    level: level[row] ?? NaN,
    freeMeals: freeMeals[row] ?? NaN,
  });

function shapeRegression(residuals: Residuals): Regression {
  const count = residuals.points.length;
  const apart = residuals.points.map(Math.abs);
  const highest = quantileWithin(apart.slice(), 1 - tailShare);
  const ones = new Float64Array(count).fill(1);
  return {
    columns: [ones, residuals.enrolments.map(inverseRootSize), residuals.level, residuals.freeMeals],
    y: apart.map((points) => Math.min(points, highest)),
    weight: ones.slice(),
  };
}

/** Absolute residuals by least squares, each weighted by the inverse of the variance that the last round gave it. */
function fitShape(residuals: Residuals): SpreadShape {
  const rows = shapeRegression(residuals);
  let shape = shapeOf(weightedLeastSquares(rows, steadying));
  for (let round = 1; round < reweightings; round += 1) {
    for (let row = 0; row < rows.weight.length; row += 1) {
      const deviation = deviationAt(shape, residuals, row);
      rows.weight[row] = 1 / (deviation * deviation);
    }
    shape = shapeOf(weightedLeastSquares(rows, steadying));
  }
  return shape;
}

export function quantilesOf(values: Iterable<number>): SpreadQuantiles {
  const known = Float64Array.from(values);
  const at = (share: number): number => quantileWithin(known, share);
  return { q025: at(0.025), q100: at(0.1), q900: at(0.9), q975: at(0.975) };
}

/** Root mean square of residuals in units of a shape, the tail drawn in. */
function unitOf(scaled: Float64Array): number {
  const squares = scaled.map((value) => value * value);
  const highest = quantileWithin(squares.slice(), 1 - tailShare);
  let sum = 0;
  for (const square of squares) sum += Math.min(square, highest);
  return Math.sqrt(sum / squares.length);
}

const times = (shape: SpreadShape, unit: number): SpreadShape => ({
  constant: shape.constant * unit,
  perRootSize: shape.perRootSize * unit,
  perLevel: shape.perLevel * unit,
  perFreeMeals: shape.perFreeMeals * unit,
});

const inUnitsOf = (shape: SpreadShape, residuals: Residuals): Float64Array =>
  residuals.points.map((points, row) => points / deviationAt(shape, residuals, row));

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
