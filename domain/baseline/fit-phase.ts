import { type AbsencePhase } from '../shared/phase.js';
import { type Fitted, fitCoefficients } from './fit-coefficients.js';
import { type PhaseModel, type SpreadQuantiles } from './model.js';
import { type BaselineParameters } from './parameters.js';
import { publishedPhases } from './published-model.js';
import { calibrateSpread, quantilesOf, scaleSpread } from './spread.js';
import { type NewSchoolRow, type TrainingRow } from './training-row.js';

/** Rows of one phase. */
export interface PhaseRows {
  readonly rows: readonly TrainingRow[];
  readonly newSchools: readonly NewSchoolRow[];
}

/** A school keeps its fold, so no fit sees the school that it predicts. An id that is no number falls in the first. */
function foldOf(urn: string, folds: number): number {
  const number = Number(urn);
  return Number.isInteger(number) ? number % folds : 0;
}

interface Leaving {
  readonly calibration: 'left-out-years' | 'cross-fit';
  readonly partOf: (row: TrainingRow) => string;
}

/** Whole years are left out where there are several to learn from, so that drift between years is in the intervals; else folds of one. */
function leavingOut(rows: readonly TrainingRow[], parameters: BaselineParameters): Leaving {
  const counts = new Map<string, number>();
  for (const { targetYear } of rows) counts.set(targetYear, (counts.get(targetYear) ?? 0) + 1);
  const canLeaveYears = [...counts.values()].every((own) => rows.length - own >= parameters.minimumTrainingRows);
  return canLeaveYears && counts.size > 1
    ? { calibration: 'left-out-years', partOf: (row) => row.targetYear }
    : { calibration: 'cross-fit', partOf: (row) => String(foldOf(row.urn, parameters.calibrationFolds)) };
}

function fitsWithout(
  phase: AbsencePhase,
  rows: readonly TrainingRow[],
  partOf: Leaving['partOf'],
  parameters: BaselineParameters,
): ReadonlyMap<string, Fitted> {
  const parts = new Set(rows.map(partOf));
  return new Map(
    [...parts].map((part) => {
      const rest = rows.filter((row) => partOf(row) !== part);
      return [part, fitCoefficients(phase, rest, parameters)];
    }),
  );
}

const wider = (a: SpreadQuantiles, b: SpreadQuantiles): SpreadQuantiles => ({
  q025: Math.min(a.q025, b.q025),
  q100: Math.min(a.q100, b.q100),
  q900: Math.max(a.q900, b.q900),
  q975: Math.max(a.q975, b.q975),
});

const fewestNewSchools = 10;

/** The wider of what new schools did and of what all schools did beside their similar schools: new schools are few and unlike. */
function withoutLastYear(phase: AbsencePhase, { rows, newSchools }: PhaseRows): SpreadQuantiles {
  const published = publishedPhases[phase].withoutLastYear;
  if (newSchools.length < fewestNewSchools) return published;
  return wider(
    quantilesOf(newSchools.map((one) => one.apartFromSimilarPoints)),
    quantilesOf(rows.map((row) => row.targetDeviation - row.terms.similar)),
  );
}

/** One phase: coefficients from all rows, intervals from the same rows, each predicted by a fit that has not seen it. */
export function fitPhase(phase: AbsencePhase, given: PhaseRows, parameters: BaselineParameters): PhaseModel {
  const { rows } = given;
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
  const fitted = {
    ...fitCoefficients(phase, rows, parameters),
    source: parameters.priorSchools > 0 ? ('fitted-with-prior' as const) : ('fitted' as const),
    trainingRows: rows.length,
    withoutLastYear: withoutLastYear(phase, given),
  };
  if (rows.length < parameters.minimumCalibrationRows)
    return { ...fitted, spread: published.spread, calibration: 'published', calibrationRows: 0 };
  const { calibration, partOf } = leavingOut(rows, parameters);
  const fits = fitsWithout(phase, rows, partOf, parameters);
  const calibrationRows = {
    rows,
    fitFor: (row: TrainingRow): Fitted => fits.get(partOf(row)) ?? fitted,
    passedOnShare: parameters.passedOnShare,
  };
  return rows.length < parameters.minimumShapeRows
    ? {
        ...fitted,
        spread: scaleSpread(published.spread, calibrationRows),
        calibration: 'scaled',
        calibrationRows: rows.length,
      }
    : { ...fitted, spread: calibrateSpread(calibrationRows), calibration, calibrationRows: rows.length };
}
