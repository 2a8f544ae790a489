import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource } from './context.js';
import { fitPhase } from './fit-phase.js';
import { type BaselineModel, type PhaseModel } from './model.js';
import { type NationalRates } from './national-rates.js';
import { type BaselineParameters } from './parameters.js';
import { prepareFrame, requireNational } from './prepare.js';
import { contextStandard } from './standardise.js';
import { type TrainingRow } from './training-row.js';
import { type Frame, absenceIn } from './types.js';

/** What a fit stands on. Frames oldest first; the last one also calibrates the intervals. */
export interface TrainingData {
  readonly frames: readonly Frame[];
  readonly contextSource: ContextSource;
  readonly nationalRates: NationalRates;
}

/** Rows with a last year, a target, a size and similar schools; the rest teach nothing about year-to-year change. */
function rowsOf(frame: Frame, training: TrainingData, terms: Parameters<typeof prepareFrame>[1]): TrainingRow[] {
  const rows: TrainingRow[] = [];
  for (const { school, nationalLastYear, lastYear, yearBefore, similar } of prepareFrame(frame, terms)) {
    const absence = absenceIn(school, frame.targetYear);
    if (absence === undefined || lastYear === undefined || similar === undefined || school.enrolments === undefined)
      continue;
    rows.push({
      urn: school.urn,
      phase: school.phase,
      targetYear: frame.targetYear,
      enrolments: school.enrolments,
      targetDeviation: absence - requireNational(training.nationalRates, school.phase, frame.targetYear),
      terms: { lastYear, yearBefore: yearBefore ?? lastYear, similar: similar.meanDeviationPoints },
      nationalLastYear,
    });
  }
  return rows;
}

const phaseNames: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

function notesOf(
  training: TrainingData,
  phases: Readonly<Record<AbsencePhase, PhaseModel>>,
  calibrationYear: AcademicYear,
): string[] {
  const notes = [
    'Own history carries nearly all of the prediction; similar schools and context serve comparison and fairness more than accuracy.',
    'The national change of the target year is not predicted: no change is assumed, and results are set against it once it is known.',
    `Intervals come from ${calibrationYear}, each school predicted by a fit that had not seen it; drift between years is not in them.`,
  ];
  for (const phase of phaseNames) {
    const model = phases[phase];
    if (model.source === 'published')
      notes.push(`Too few ${phase} rows to fit: the published coefficients of 2017/18 are used.`);
    if (model.source === 'fitted-with-prior')
      notes.push(`The ${phase} coefficients are drawn towards the published ones of 2017/18.`);
    if (model.calibration === 'published')
      notes.push(`Too few ${phase} rows to calibrate intervals: the published spread of 2017/18 is used.`);
  }
  const fitted = phaseNames.filter((phase) => phases[phase].trainingRows > 0);
  const lastResort = fitted.filter((phase) =>
    Object.values(training.nationalRates[phase]).some((rate) => rate.basis === 'enrolment-weighted'),
  );
  for (const phase of lastResort) {
    notes.push(
      `A national ${phase} rate is weighted by enrolments, because the source gives no sessions: a last resort, not a ratio of sums.`,
    );
  }
  return notes;
}

/**
 * Fits the reference baseline of MODEL.md. Deterministic: the same frames in the same order give the same bits.
 * @throws RangeError when there is no frame, or a national rate that a school needs is missing.
 */
export function fitBaseline(training: TrainingData, parameters: BaselineParameters): BaselineModel {
  const last = training.frames.at(-1);
  if (last === undefined) throw new RangeError('A fit needs at least one year of schools with outcomes.');
  const { contextSource, nationalRates } = training;
  const standard = contextStandard(
    contextSource,
    training.frames.flatMap((frame) => frame.schools),
  );
  const terms = { source: contextSource, standard, national: nationalRates, parameters };
  const rows = training.frames.flatMap((frame) => rowsOf(frame, training, terms));
  const fit = (phase: AbsencePhase): PhaseModel =>
    fitPhase(
      phase,
      rows.filter((row) => row.phase === phase),
      last.targetYear,
      parameters,
    );
  const phases = { primary: fit('primary'), secondary: fit('secondary'), special: fit('special') };
  return {
    parameters,
    contextSource,
    contextStandard: standard,
    nationalRates,
    trainingYears: training.frames.map((frame) => frame.targetYear),
    calibrationYear: last.targetYear,
    phases,
    notes: notesOf(training, phases, last.targetYear),
  };
}
