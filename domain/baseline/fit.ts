import { type AcademicYear, yearInWords } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource } from './context.js';
import { fitPhase } from './fit-phase.js';
import { type BaselineModel, type PhaseModel } from './model.js';
import { type NationalRates } from './national-rates.js';
import { type BaselineParameters } from './parameters.js';
import { nationalShift } from './national-shift.js';
import { type PrepareTerms, type PreparedFrame, prepareFrame } from './prepare.js';
import { contextStandard } from './standardise.js';
import { trainingRows } from './training-rows.js';
import { type Frame } from './types.js';

/** The input of a fit, frames oldest first. */
export interface TrainingData {
  readonly frames: readonly Frame[];
  readonly contextSource: ContextSource;
  readonly nationalRates: NationalRates;
}

const phaseNames: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

function notesOf({ trainingYears, national }: FitTerms, phases: Readonly<Record<AbsencePhase, PhaseModel>>): string[] {
  const years = trainingYears.map(yearInWords).join(', ');
  const notes = [
    'Two uses, kept apart. Prediction: nearly all of it comes from a school’s own years, and a little from similar schools. Comparison: context chooses the schools that a school is compared with, and adds little to prediction.',
    'The national change of the target year is not predicted: no change is assumed, results are compared with it once it is known, and its size is shown next to each interval, never inside it.',
    `Intervals come from residuals of ${years}, each school predicted by a fit that had not seen it.`,
    'A school without a last year has the level of similar schools alone, with an interval from what such schools really did.',
  ];
  for (const phase of phaseNames) {
    const model = phases[phase];
    if (model.source === 'published')
      notes.push(`Too few ${phase} rows to fit: the published coefficients for 2017/18 are used.`);
    if (model.source === 'fitted-with-prior')
      notes.push(`The ${phase} coefficients are drawn towards the published ones for 2017/18.`);
    if (model.source !== 'published' && model.calibration === 'published')
      notes.push(`Too few ${phase} rows to calibrate intervals: the published spread for 2017/18 is used.`);
  }
  const fitted = phaseNames.filter((phase) => phases[phase].trainingRows > 0);
  for (const phase of phaseNames.filter((name) => phases[name].calibration === 'scaled'))
    notes.push(`Few ${phase} rows: the published spread is used, scaled to what they show.`);
  const lastResort = fitted.filter((phase) =>
    Object.values(national[phase]).some((rate) => rate.basis === 'enrolment-weighted'),
  );
  for (const phase of lastResort) {
    notes.push(
      `A national ${phase} rate is weighted by enrolments, because the source gives no sessions: a last resort, not a ratio of sums.`,
    );
  }
  return notes;
}

/** Everything a fit needs in addition to its frames. */
export type FitTerms = PrepareTerms & { readonly trainingYears: readonly AcademicYear[] };

/** The standard of the context and the terms in which every frame of a fit is prepared. */
export const fitTerms = (training: TrainingData, parameters: BaselineParameters): FitTerms => ({
  source: training.contextSource,
  standard: contextStandard(
    training.contextSource,
    training.frames.flatMap((frame) => frame.schools),
  ),
  national: training.nationalRates,
  parameters,
  trainingYears: training.frames.map((frame) => frame.targetYear),
});

/** The fit of frames prepared in these terms; for callers that also need the prepared frames. */
export function fitPrepared(frames: readonly PreparedFrame[], terms: FitTerms): BaselineModel {
  if (frames.length === 0) throw new RangeError('A fit needs at least one year of schools with outcomes.');
  const fit = (phase: AbsencePhase): PhaseModel =>
    fitPhase(phase, trainingRows(frames, phase, terms.national), terms.parameters);
  const phases = { primary: fit('primary'), secondary: fit('secondary'), special: fit('special') };
  return {
    parameters: terms.parameters,
    contextSource: terms.source,
    contextStandard: terms.standard,
    nationalRates: terms.national,
    trainingYears: terms.trainingYears,
    calibrationYears: terms.trainingYears,
    phases,
    nationalShift: nationalShift(terms.national),
    notes: notesOf(terms, phases),
  };
}

/**
 * Fits the baseline of docs/model.md. Deterministic: the same frames in the same order give the same bits.
 * @throws RangeError when there is no frame, or a national rate that a school needs is missing.
 */
export function fitBaseline(training: TrainingData, parameters: BaselineParameters): BaselineModel {
  const terms = fitTerms(training, parameters);
  return fitPrepared(
    training.frames.map((frame) => prepareFrame(frame, terms)),
    terms,
  );
}
