import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type RegressionRow, weightedLeastSquares } from './least-squares.js';
import { type Coefficients, type DeviationClip, type PhaseModel, overClip, regressors } from './model.js';
import { type BaselineParameters } from './parameters.js';
import { publishedPhases } from './published-model.js';
import { clamp, quantile, quantileOfSorted } from './quantile.js';
import { calibrateSpread } from './spread.js';
import { type TrainingRow } from './training-row.js';

interface Fitted {
  readonly coefficients: Coefficients;
  readonly clip: DeviationClip;
}

const vectorOf = ({ intercept, lastYear, yearBefore, similar }: Coefficients): number[] => [
  intercept,
  lastYear,
  yearBefore,
  similar,
];

function coefficientsOf([intercept = 0, lastYear = 0, yearBefore = 0, similar = 0]: readonly number[]): Coefficients {
  return { intercept, lastYear, yearBefore, similar };
}

function clipOf(rows: readonly TrainingRow[], tailShare: number): DeviationClip {
  const ascending = Float64Array.from(rows, (row) => row.terms.lastYear).sort();
  return { low: quantileOfSorted(ascending, tailShare), high: quantileOfSorted(ascending, 1 - tailShare) };
}

/** Weights n/(n+50), the target winsorised, what lies over the clip taken out first; MODEL.md, formula 4. */
function fitCoefficients(phase: AbsencePhase, rows: readonly TrainingRow[], parameters: BaselineParameters): Fitted {
  const clip = clipOf(rows, parameters.deviationTailShare);
  const targets = rows.map((row) => row.targetDeviation - overClip(row.terms.lastYear, clip, parameters.passedOnShare));
  const low = quantile(targets, parameters.targetTailShare);
  const high = quantile(targets, 1 - parameters.targetTailShare);
  const regression = rows.map((row, index): RegressionRow => ({
    x: regressors(row.terms, clip),
    y: clamp(targets[index] ?? 0, low, high),
    weight: row.enrolments / (row.enrolments + parameters.halfWeightEnrolments),
  }));
  const prior = { coefficients: vectorOf(publishedPhases[phase].coefficients), weight: parameters.priorSchools };
  return { coefficients: coefficientsOf(weightedLeastSquares(regression, prior)), clip };
}

/** A school keeps its fold in every year, so no fit sees the school that it predicts. */
const foldOf = (urn: string, folds: number): number => Number(urn) % folds;

function crossFit(
  phase: AbsencePhase,
  rows: readonly TrainingRow[],
  parameters: BaselineParameters,
): readonly Fitted[] {
  const folds = Array.from({ length: parameters.calibrationFolds }, (_, fold) => fold);
  return folds.map((fold) =>
    fitCoefficients(
      phase,
      rows.filter((row) => foldOf(row.urn, folds.length) !== fold),
      parameters,
    ),
  );
}

/** One phase: coefficients from all rows, intervals from the calibration year's rows, each predicted without its own school. */
export function fitPhase(
  phase: AbsencePhase,
  rows: readonly TrainingRow[],
  calibrationYear: AcademicYear,
  parameters: BaselineParameters,
): PhaseModel {
  const calibrationRows = rows.filter((row) => row.targetYear === calibrationYear);
  const published = publishedPhases[phase];
  if (rows.length < parameters.minimumTrainingRows) {
    return {
      ...published,
      source: 'published',
      calibration: 'published',
      trainingRows: rows.length,
      calibrationRows: 0,
    };
  }
  const fitted = fitCoefficients(phase, rows, parameters);
  const source = parameters.priorSchools > 0 ? 'fitted-with-prior' : 'fitted';
  if (calibrationRows.length < parameters.minimumCalibrationRows) {
    return {
      ...fitted,
      source,
      spread: published.spread,
      calibration: 'published',
      trainingRows: rows.length,
      calibrationRows: 0,
    };
  }
  const fits = crossFit(phase, rows, parameters);
  const fitFor = (row: TrainingRow): Fitted => fits[foldOf(row.urn, fits.length)] ?? fitted;
  const spread = calibrateSpread(calibrationRows, fitFor, parameters.passedOnShare);
  return {
    ...fitted,
    source,
    spread,
    calibration: 'cross-fit',
    trainingRows: rows.length,
    calibrationRows: calibrationRows.length,
  };
}
