import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource } from './context.js';
import { type NationalRates } from './national-rates.js';
import { type NationalShift } from './national-shift.js';
import { type BaselineParameters } from './parameters.js';
import { clamp } from './quantile.js';
import { type ContextStandard } from './standardise.js';

/** Of `expected = nat + intercept + lastYear·r1 + yearBefore·r2 + older·r3 + similar·k + over`; docs/model.md, formula 4. */
export interface Coefficients {
  readonly intercept: number;
  readonly lastYear: number;
  readonly yearBefore: number;
  /** 0 where no training row knows a third year. */
  readonly older: number;
  readonly similar: number;
}

/** Deviations are clipped to [low, high] percentage points before they are weighted. */
export interface DeviationClip {
  readonly low: number;
  readonly high: number;
}

/** Coefficients of a school's standard deviation, in percentage points; docs/model.md, formula 5. */
export interface SpreadShape {
  readonly constant: number;
  /** Times 1/√max(n, 10). */
  readonly perRootSize: number;
  /** Times the level, expected ÷ national within 0.5 to 4. */
  readonly perLevel: number;
  /** Times the school's free meals ÷ the phase's mean, within 0 to 3. */
  readonly perFreeMeals: number;
}

export interface Spread extends SpreadShape {
  /** Empirical quantiles of (absence − expected)/s. */
  readonly quantiles: SpreadQuantiles;
}

export interface SpreadQuantiles {
  readonly q025: number;
  readonly q100: number;
  readonly q900: number;
  readonly q975: number;
}

/** `published`: the figures of docs/model.md unchanged; `fitted-with-prior`: fitted and shrunk towards them. */
type CoefficientSource = 'fitted' | 'fitted-with-prior' | 'published';

/**
 * `left-out-years`: residuals of each training year predicted by a fit on the others; `cross-fit`: of one year, residuals of schools
 * left out of the fit that predicts them; `scaled`: the same where rows are few, for the size of the published spread alone;
 * `published`: too few rows to calibrate on.
 */
type Calibration = 'left-out-years' | 'cross-fit' | 'scaled' | 'published';

export interface PhaseModel {
  readonly source: CoefficientSource;
  readonly coefficients: Coefficients;
  readonly clip: DeviationClip;
  readonly spread: Spread;
  readonly calibration: Calibration;
  readonly trainingRows: number;
  readonly calibrationRows: number;
  /** Quantiles of absence less the similar schools' level, in percentage points, for a school without a last year. */
  readonly withoutLastYear: SpreadQuantiles;
}

/** Plain JSON: stored with its batches, and enough to compute every expected value again. */
export interface BaselineModel {
  readonly parameters: BaselineParameters;
  readonly contextSource: ContextSource;
  readonly contextStandard: ContextStandard;
  readonly nationalRates: NationalRates;
  readonly trainingYears: readonly AcademicYear[];
  /** The years whose residuals set the intervals. */
  readonly calibrationYears: readonly AcademicYear[];
  readonly phases: Readonly<Record<AbsencePhase, PhaseModel>>;
  /** The size of a year's national change: shown next to a school's interval, never inside it. */
  readonly nationalShift: NationalShift;
  /** What a reader must know before using the figures. */
  readonly notes: readonly string[];
}

/** The terms of one school, in percentage points; `yearBefore` and `older` already filled. */
export interface Terms {
  readonly lastYear: number;
  readonly yearBefore: number;
  readonly older: number;
  readonly similar: number;
}

/** The part of last year's deviation beyond the clip, passed on without shrinkage. */
export const overClip = (lastYear: number, clip: DeviationClip, passedOnShare: number): number =>
  passedOnShare * (lastYear - clamp(lastYear, clip.low, clip.high));

/** Expected deviation from the national rate, in percentage points of absence. */
export function expectedDeviation(
  terms: Terms,
  coefficients: Coefficients,
  clip: DeviationClip,
  passedOnShare: number,
): number {
  const shrunk =
    coefficients.lastYear * clamp(terms.lastYear, clip.low, clip.high) +
    coefficients.yearBefore * clamp(terms.yearBefore, clip.low, clip.high) +
    coefficients.older * clamp(terms.older, clip.low, clip.high) +
    coefficients.similar * terms.similar;
  return coefficients.intercept + shrunk + overClip(terms.lastYear, clip, passedOnShare);
}

/** What a school's spread depends on. */
export interface SpreadInputs {
  readonly enrolments: number;
  /** Expected absence ÷ the national rate; see `levelRatio`. */
  readonly level: number;
  /** Free meals ÷ the phase's mean; see `freeMealsRatio`. */
  readonly freeMeals: number;
}

const smallestSize = 10;
const smallestDeviation = 0.05;

/** Noise grows with the level, within bounds. */
export const levelRatio = (expectedAbsencePercent: number, nationalPercent: number): number =>
  clamp(expectedAbsencePercent / nationalPercent, 0.5, 4);

const largestFreeMealsRatio = 3;

/** A school whose free meals are not known counts as the mean of its phase. */
export const freeMealsRatio = (percent: number | undefined, meanPercent: number | undefined): number =>
  percent === undefined || meanPercent === undefined || !(meanPercent > 0)
    ? 1
    : clamp(percent / meanPercent, 0, largestFreeMealsRatio);

export const inverseRootSize = (enrolments: number): number => 1 / Math.sqrt(Math.max(enrolments, smallestSize));

/** Standard deviation of a school's own year around its expected value, in percentage points; the national shift is not in it. */
export const standardDeviation = (shape: SpreadShape, { enrolments, level, freeMeals }: SpreadInputs): number =>
  Math.max(
    smallestDeviation,
    shape.constant +
      shape.perRootSize * inverseRootSize(enrolments) +
      shape.perLevel * level +
      shape.perFreeMeals * freeMeals,
  );
