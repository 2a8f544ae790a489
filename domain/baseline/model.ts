import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource } from './context.js';
import { type NationalRates } from './national-rates.js';
import { type BaselineParameters } from './parameters.js';
import { clamp } from './quantile.js';
import { type ContextStandard } from './standardise.js';

/** Of `expected = nat + intercept + lastYear·r1 + yearBefore·r2 + similar·k + over`; MODEL.md, formula 4. */
export interface Coefficients {
  readonly intercept: number;
  readonly lastYear: number;
  readonly yearBefore: number;
  readonly similar: number;
}

/** Deviations are clipped to [low, high] percentage points before they are weighted. */
export interface DeviationClip {
  readonly low: number;
  readonly high: number;
}

/** `s² = (variance + varianceTimesEnrolments/max(n,10)) · clamp(expected/nat, 0.5, 4)²`; MODEL.md, formula 5. */
export interface Spread {
  readonly variance: number;
  readonly varianceTimesEnrolments: number;
  /** Empirical quantiles of (absence − expected)/s. */
  readonly quantiles: SpreadQuantiles;
}

interface SpreadQuantiles {
  readonly q025: number;
  readonly q100: number;
  readonly q900: number;
  readonly q975: number;
}

/** `published`: the figures of MODEL.md as they stand; `fitted-with-prior`: fitted rows drawn towards them. */
type CoefficientSource = 'fitted' | 'fitted-with-prior' | 'published';

/** `cross-fit`: residuals of schools left out of the fit that predicts them; `published`: too few rows to calibrate on. */
type Calibration = 'cross-fit' | 'published';

export interface PhaseModel {
  readonly source: CoefficientSource;
  readonly coefficients: Coefficients;
  readonly clip: DeviationClip;
  readonly spread: Spread;
  readonly calibration: Calibration;
  readonly trainingRows: number;
  readonly calibrationRows: number;
}

/** Plain JSON: stored with its batches, and enough to compute every expected value again. */
export interface BaselineModel {
  readonly parameters: BaselineParameters;
  readonly contextSource: ContextSource;
  readonly contextStandard: ContextStandard;
  readonly nationalRates: NationalRates;
  readonly trainingYears: readonly AcademicYear[];
  /** The year whose residuals set the intervals. */
  readonly calibrationYear: AcademicYear;
  readonly phases: Readonly<Record<AbsencePhase, PhaseModel>>;
  /** What a reader must know before using the figures. */
  readonly notes: readonly string[];
}

/** The terms of one school, in percentage points; `yearBefore` already filled. */
export interface Terms {
  readonly lastYear: number;
  readonly yearBefore: number;
  readonly similar: number;
}

/** Part of last year's deviation beyond the clip that is passed on unshrunk. */
export const overClip = (lastYear: number, clip: DeviationClip, passedOnShare: number): number =>
  passedOnShare * (lastYear - clamp(lastYear, clip.low, clip.high));

/** Columns of the regression, the constant first. */
export const regressors = (terms: Terms, clip: DeviationClip): [number, number, number, number] => [
  1,
  clamp(terms.lastYear, clip.low, clip.high),
  clamp(terms.yearBefore, clip.low, clip.high),
  terms.similar,
];

/** Expected deviation from the national rate, in percentage points of absence. */
export function expectedDeviation(
  terms: Terms,
  coefficients: Coefficients,
  clip: DeviationClip,
  passedOnShare: number,
): number {
  const [, lastYear, yearBefore, similar] = regressors(terms, clip);
  const { intercept } = coefficients;
  const shrunk =
    coefficients.lastYear * lastYear + coefficients.yearBefore * yearBefore + coefficients.similar * similar;
  return intercept + shrunk + overClip(terms.lastYear, clip, passedOnShare);
}

const smallestSize = 10;

/** Noise grows with the level, so a school's spread is scaled by its ratio to the national rate, within reason. */
export const levelRatio = (expectedAbsencePercent: number, nationalPercent: number): number =>
  clamp(expectedAbsencePercent / nationalPercent, 0.5, 4);

export const inverseSize = (enrolments: number): number => 1 / Math.max(enrolments, smallestSize);

/** Standard deviation of a school's own year around its expected value, in percentage points; the national shift is not in it. */
export const standardDeviation = (spread: Omit<Spread, 'quantiles'>, enrolments: number, ratio: number): number =>
  Math.sqrt(spread.variance + spread.varianceTimesEnrolments * inverseSize(enrolments)) * ratio;
