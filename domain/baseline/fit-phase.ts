import { type AbsencePhase } from '../shared/phase.js';
import { type Fitted, fitCoefficients } from './fit-coefficients.js';
import { type PhaseModel, type SpreadQuantiles } from './model.js';
import { type BaselineParameters } from './parameters.js';
import { positionsWhere } from './positions.js';
import { publishedPhases } from './published-model.js';
import { calibrateSpread, quantilesOf, scaleSpread } from './spread.js';
import { type TrainingRows } from './training-rows.js';

/** The rows in parts, each of which is left out in turn. */
interface Parts {
  readonly calibration: 'left-out-years' | 'cross-fit';
  readonly parts: number;
  readonly partOf: (position: number) => number;
}

/** With several training years, whole years are left out, so that the intervals include drift between years; otherwise folds of one year. */
function partsOf({ count, years, year, number }: TrainingRows, parameters: BaselineParameters): Parts {
  const counts = years.map(() => 0);
  for (const of of year) counts[of] = (counts[of] ?? 0) + 1;
  const canLeaveYears = counts.every((own) => count - own >= parameters.minimumTrainingRows);
  return canLeaveYears
    ? { calibration: 'left-out-years', parts: years.length, partOf: (position) => year[position] ?? 0 }
    : {
        calibration: 'cross-fit',
        parts: parameters.calibrationFolds,
        // A school keeps its fold, so no fit sees the school that it predicts.
        partOf: (position) => (number[position] ?? 0) % parameters.calibrationFolds,
      };
}

const wider = (a: SpreadQuantiles, b: SpreadQuantiles): SpreadQuantiles => ({
  q025: Math.min(a.q025, b.q025),
  q100: Math.min(a.q100, b.q100),
  q900: Math.max(a.q900, b.q900),
  q975: Math.max(a.q975, b.q975),
});

const fewestNewSchools = 10;

/** The wider of the spreads of new schools and of all schools around their similar schools, because new schools are few and differ. */
function withoutLastYear(phase: AbsencePhase, { target, similar, newSchools }: TrainingRows): SpreadQuantiles {
  if (newSchools.length < fewestNewSchools) return publishedPhases[phase].withoutLastYear;
  return wider(quantilesOf(newSchools), quantilesOf(target.map((points, row) => points - (similar[row] ?? NaN))));
}

type Calibrated = Pick<PhaseModel, 'spread' | 'calibration' | 'calibrationRows'>;

/** Intervals from all rows, each predicted by a fit that has not seen it; from few rows only their size. */
function calibrated(phase: AbsencePhase, rows: TrainingRows, parameters: BaselineParameters): Calibrated {
  const known = publishedPhases[phase].spread;
  if (rows.count < parameters.minimumCalibrationRows)
    return { spread: known, calibration: 'published', calibrationRows: 0 };
  const { calibration, parts, partOf } = partsOf(rows, parameters);
  const fits = Array.from({ length: parts }, (_, part): Fitted => {
    const rest = positionsWhere(rows.count, (position) => partOf(position) !== part);
    return fitCoefficients(phase, rows, rest, parameters);
  });
  const [first] = fits;
  if (first === undefined) throw new RangeError('A calibration needs at least one part to leave out.');
  const given = {
    rows,
    fitFor: (position: number): Fitted => fits[partOf(position)] ?? first,
    passedOnShare: parameters.passedOnShare,
  };
  return rows.count < parameters.minimumShapeRows
    ? { spread: scaleSpread(known, given), calibration: 'scaled', calibrationRows: rows.count }
    : { spread: calibrateSpread(given), calibration, calibrationRows: rows.count };
}

/** One phase: coefficients from all rows, and the intervals. */
export function fitPhase(phase: AbsencePhase, rows: TrainingRows, parameters: BaselineParameters): PhaseModel {
  if (rows.count < parameters.minimumTrainingRows) {
    return {
      ...publishedPhases[phase],
      source: 'published',
      calibration: 'published',
      trainingRows: rows.count,
      calibrationRows: 0,
    };
  }
  const all = positionsWhere(rows.count, () => true);
  return {
    ...fitCoefficients(phase, rows, all, parameters),
    source: parameters.priorSchools > 0 ? 'fitted-with-prior' : 'fitted',
    trainingRows: rows.count,
    withoutLastYear: withoutLastYear(phase, rows),
    ...calibrated(phase, rows, parameters),
  };
}
