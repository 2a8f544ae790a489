import { type AcademicYear, shiftYear, yearInWords } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource, deprivationMeasure } from './context.js';
import { freeMealsRatio } from './model.js';
import { type NationalRates, nationalAbsence } from './national-rates.js';
import { type BaselineParameters } from './parameters.js';
import { type SimilarColumns, similarLevels } from './similar-levels.js';
import { poolNumber } from './similar-pools.js';
import { type ContextStandard, contextField } from './standardise.js';
import { type Frame, type SchoolHistory, absenceIn } from './types.js';

/** National absence of one year by phase; undefined where there is none. */
type YearRates = Readonly<Record<AbsencePhase, number | undefined>>;

/**
 * A frame read against what a model needs, ready for a fit or for expecting: the terms of each school by its position. Deviations in
 * percentage points of absence from the phase's national rate; NaN where a year is not known.
 */
export interface PreparedFrame {
  readonly targetYear: AcademicYear;
  readonly schools: readonly SchoolHistory[];
  /** Of the year before the target year. */
  readonly nationalLastYear: Readonly<Record<AbsencePhase, number>>;
  /** `r1` */
  readonly lastYear: Float64Array;
  /** `r2`; where it is missing the model repeats `r1`. */
  readonly yearBefore: Float64Array;
  /** `r3`: mean of the third and fourth year before, as far as they are known; where both are missing the model repeats `r2`. */
  readonly older: Float64Array;
  readonly freeMeals: Float64Array;
  readonly similar: SimilarColumns;
}

/** @throws RangeError when the national rate is missing; without it nothing can be compared. */
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

const ratesOf = (national: NationalRates, year: AcademicYear): YearRates => ({
  primary: nationalAbsence(national, 'primary', year),
  secondary: nationalAbsence(national, 'secondary', year),
  special: nationalAbsence(national, 'special', year),
});

/** Looks up a rate only where a school's figure is compared with it. */
function deviationsIn(schools: readonly SchoolHistory[], year: AcademicYear, national: NationalRates): Float64Array {
  const rates = ratesOf(national, year);
  const deviations = new Float64Array(schools.length).fill(NaN);
  schools.forEach((school, position) => {
    const absence = absenceIn(school, year);
    if (absence !== undefined)
      deviations[position] = absence - (rates[school.phase] ?? requireNational(national, school.phase, year));
  });
  return deviations;
}

/** Mean of what is known of the third and fourth year before; a year without a national rate says nothing. */
function olderDeviations(
  schools: readonly SchoolHistory[],
  targetYear: AcademicYear,
  national: NationalRates,
): Float64Array {
  const years = [-3, -4].map((back) => shiftYear(targetYear, back));
  const known = years.map((year) => ({ year, rates: ratesOf(national, year) }));
  const deviations = new Float64Array(schools.length);
  schools.forEach((school, position) => {
    let sum = 0;
    let count = 0;
    for (const { year, rates } of known) {
      const absence = absenceIn(school, year);
      const rate = rates[school.phase];
      if (absence === undefined || rate === undefined) continue;
      sum += absence - rate;
      count += 1;
    }
    deviations[position] = sum / count;
  });
  return deviations;
}

/** A school's free meals relative to the mean of its phase, from the measure that this source provides. */
function freeMealsOf(schools: readonly SchoolHistory[], { source, standard }: PrepareTerms): Float64Array {
  const ratios = new Float64Array(schools.length).fill(1);
  const measure = deprivationMeasure(source);
  if (measure === undefined) return ratios;
  const index = source.measures.indexOf(measure);
  schools.forEach(({ phase, context }, position) => {
    ratios[position] = freeMealsRatio(context[measure], standard[phase][index]?.mean);
  });
  return ratios;
}

/** Only the phases of the frame's schools need a rate of last year. */
function nationalLastYear(
  schools: readonly SchoolHistory[],
  year: AcademicYear,
  national: NationalRates,
): Record<AbsencePhase, number> {
  const rates = ratesOf(national, year);
  for (const { phase } of schools) if (rates[phase] === undefined) requireNational(national, phase, year);
  return { primary: rates.primary ?? NaN, secondary: rates.secondary ?? NaN, special: rates.special ?? NaN };
}

/**
 * Reads each school's deviations and finds its similar schools within the frame. `levels` may hand the search on to others and return
 * columns that they are still writing.
 */
export function prepareFrame(
  { targetYear, schools }: Frame,
  terms: PrepareTerms,
  levels: typeof similarLevels = similarLevels,
): PreparedFrame {
  const { national } = terms;
  const lastYear = deviationsIn(schools, shiftYear(targetYear, -1), national);
  const { field, isPlaced } = contextField(terms.source, terms.standard, schools);
  const candidates = { field, isPlaced, poolNumbers: Uint8Array.from(schools, poolNumber), deviations: lastYear };
  return {
    targetYear,
    schools,
    nationalLastYear: nationalLastYear(schools, shiftYear(targetYear, -1), national),
    lastYear,
    yearBefore: deviationsIn(schools, shiftYear(targetYear, -2), national),
    older: olderDeviations(schools, targetYear, national),
    freeMeals: freeMealsOf(schools, terms),
    similar: levels(candidates, terms.parameters),
  };
}
