import { type AcademicYear, shiftYear, yearInWords } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource } from './context.js';
import { type NationalRates, nationalAbsence } from './national-rates.js';
import { type BaselineParameters } from './parameters.js';
import { type SimilarLevels, similarLevels } from './similar-levels.js';
import { type ContextStandard, contextPoint } from './standardise.js';
import { type Frame, type SchoolHistory, absenceIn } from './types.js';

/** A school of a frame with the terms of the model; deviations in percentage points of absence from the phase's national rate. */
export interface PreparedSchool {
  readonly school: SchoolHistory;
  /** National absence of the year before the target year. */
  readonly nationalLastYear: number;
  /** `r1`; undefined when the school has no last year. */
  readonly lastYear: number | undefined;
  /** `r2`; where it is missing the model repeats `r1`. */
  readonly yearBefore: number | undefined;
  readonly similar: SimilarLevels | undefined;
}

/** @throws RangeError when the national rate is missing; nothing can be set against it then. */
export function requireNational(rates: NationalRates, phase: AbsencePhase, year: AcademicYear): number {
  const rate = nationalAbsence(rates, phase, year);
  if (rate === undefined) {
    throw new RangeError(
      `There is no national ${phase} absence rate for ${yearInWords(year)}; import the national file, or school rows of that year.`,
    );
  }
  return rate;
}

/** What a frame is read against. */
export interface PrepareTerms {
  readonly source: ContextSource;
  readonly standard: ContextStandard;
  readonly national: NationalRates;
  readonly parameters: BaselineParameters;
}

/** Reads each school's deviations and finds its similar schools within the frame. */
export function prepareFrame(frame: Frame, terms: PrepareTerms): readonly PreparedSchool[] {
  const lastYear = shiftYear(frame.targetYear, -1);
  const yearBefore = shiftYear(frame.targetYear, -2);
  const deviation = (school: SchoolHistory, year: AcademicYear): number | undefined => {
    const absence = absenceIn(school, year);
    return absence === undefined ? undefined : absence - requireNational(terms.national, school.phase, year);
  };
  const deviations = frame.schools.map((school) => deviation(school, lastYear));
  const candidates = frame.schools.map((school, position) => ({
    school,
    point: contextPoint(terms.source, terms.standard, school),
    deviationPoints: deviations[position],
  }));
  const levels = similarLevels(candidates, terms.source.measures.length, terms.parameters);
  return frame.schools.map((school, position) => ({
    school,
    nationalLastYear: requireNational(terms.national, school.phase, lastYear),
    lastYear: deviations[position],
    yearBefore: deviation(school, yearBefore),
    similar: levels[position],
  }));
}
