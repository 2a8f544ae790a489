import { type AcademicYear, shiftYear, yearInWords } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource, deprivationMeasure } from './context.js';
import { freeMealsRatio } from './model.js';
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
  /** `r3`: mean of the third and fourth year before, as far as they are known; where both are missing the model repeats `r2`. */
  readonly older: number | undefined;
  readonly freeMeals: number;
  readonly similar: SimilarLevels | undefined;
}

/** A frame read against what a model needs, ready for a fit or for expecting. */
export interface PreparedFrame {
  readonly targetYear: AcademicYear;
  readonly schools: readonly PreparedSchool[];
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

/** Mean of what is known of the third and fourth year before; a year without a national rate says nothing. */
function olderDeviation(school: SchoolHistory, targetYear: AcademicYear, national: NationalRates): number | undefined {
  const known = [-3, -4].flatMap((years) => {
    const year = shiftYear(targetYear, years);
    const absence = absenceIn(school, year);
    const rate = nationalAbsence(national, school.phase, year);
    return absence === undefined || rate === undefined ? [] : [absence - rate];
  });
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function freeMealsIn(school: SchoolHistory, { source, standard }: PrepareTerms): number {
  const measure = deprivationMeasure(source);
  if (measure === undefined) return 1;
  const mean = standard[school.phase][source.measures.indexOf(measure)]?.mean;
  return freeMealsRatio(school.context[measure], mean);
}

/** Reads each school's deviations and finds its similar schools within the frame. */
export function prepareFrame(frame: Frame, terms: PrepareTerms): PreparedFrame {
  const { targetYear, schools } = frame;
  const lastYear = shiftYear(targetYear, -1);
  const yearBefore = shiftYear(targetYear, -2);
  const deviation = (school: SchoolHistory, year: AcademicYear): number | undefined => {
    const absence = absenceIn(school, year);
    return absence === undefined ? undefined : absence - requireNational(terms.national, school.phase, year);
  };
  const deviations = schools.map((school) => deviation(school, lastYear));
  const candidates = schools.map((school, position) => ({
    school,
    point: contextPoint(terms.source, terms.standard, school),
    deviationPoints: deviations[position],
  }));
  const levels = similarLevels(candidates, terms.source.measures.length, terms.parameters);
  return {
    targetYear,
    schools: schools.map((school, position) => ({
      school,
      nationalLastYear: requireNational(terms.national, school.phase, lastYear),
      lastYear: deviations[position],
      yearBefore: deviation(school, yearBefore),
      older: olderDeviation(school, targetYear, terms.national),
      freeMeals: freeMealsIn(school, terms),
      similar: levels[position],
    })),
  };
}
