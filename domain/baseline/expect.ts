import { type AcademicYear, shiftYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type BaselineModel, type SpreadQuantiles, expectedDeviation, levelRatio, standardDeviation } from './model.js';
import { type PreparedFrame, prepareFrame, requireNational } from './prepare.js';
import { type SimilarLevels, levelsAt } from './similar-levels.js';
import { type Frame } from './types.js';

/** Known of one school before the target year begins. Absence in per cent, deviations in percentage points. */
export interface ExpectInputs {
  readonly phase: AbsencePhase;
  readonly targetYear: AcademicYear;
  readonly lastYearAbsencePercent: number;
  /** Missing: last year is repeated. */
  readonly yearBeforeAbsencePercent?: number;
  /** `r3`: mean deviation of the third and fourth year before. Missing: the year before is repeated. */
  readonly olderDeviationPoints?: number;
  /** `k`: mean deviation of the similar schools last year. */
  readonly similarDeviationPoints: number;
  readonly enrolments: number;
  /** Free meals ÷ the phase's mean. Missing: as the mean. */
  readonly freeMealsRatio?: number;
}

/** Absence in per cent. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Expected absence if the nation does not change. The intervals are the school's own noise around it;
 * the national shift of the year is a separate uncertainty and is not in them.
 */
export interface ExpectedAbsence {
  readonly expectedAbsencePercent: number;
  readonly standardDeviationPoints: number;
  readonly interval80: Interval;
  readonly interval95: Interval;
}

/** docs/model.md, formulas 3 to 5. @throws RangeError when the model has no national rate for the years before the target year. */
export function expectAbsence(model: BaselineModel, inputs: ExpectInputs): ExpectedAbsence {
  const phase = model.phases[inputs.phase];
  const national = requireNational(model.nationalRates, inputs.phase, shiftYear(inputs.targetYear, -1));
  const lastYear = inputs.lastYearAbsencePercent - national;
  const yearBefore =
    inputs.yearBeforeAbsencePercent === undefined
      ? lastYear
      : inputs.yearBeforeAbsencePercent -
        requireNational(model.nationalRates, inputs.phase, shiftYear(inputs.targetYear, -2));
  const older = inputs.olderDeviationPoints ?? yearBefore;
  const terms = { lastYear, yearBefore, older, similar: inputs.similarDeviationPoints };
  const expected = Math.max(
    0,
    national + expectedDeviation(terms, phase.coefficients, phase.clip, model.parameters.passedOnShare),
  );
  const deviation = standardDeviation(phase.spread, {
    enrolments: inputs.enrolments,
    level: levelRatio(expected, national),
    freeMeals: inputs.freeMealsRatio ?? 1,
  });
  return { ...around(expected, phase.spread.quantiles, deviation), standardDeviationPoints: deviation };
}

function around(
  expected: number,
  { q025, q100, q900, q975 }: SpreadQuantiles,
  unit: number,
): Omit<ExpectedAbsence, 'standardDeviationPoints'> {
  const interval = (low: number, high: number): Interval => ({
    low: Math.max(0, expected + low * unit),
    high: Math.min(100, expected + high * unit),
  });
  return { expectedAbsencePercent: expected, interval80: interval(q100, q900), interval95: interval(q025, q975) };
}

/** Standard deviations between the tenth and the ninetieth of a normal distribution. */
const deviationsInInterval80 = 2.5631;

/**
 * What to expect of a school without a last year: the level of similar schools alone, with the interval of what such schools really
 * did. It is not centred: new schools are absent more than the schools they resemble. For back-tests; no campaign drafts from it.
 */
export function expectFromSimilar(
  model: BaselineModel,
  phase: AbsencePhase,
  similarAbsencePercent: number,
): ExpectedAbsence {
  const { withoutLastYear } = model.phases[phase];
  const expected = Math.max(0, similarAbsencePercent);
  return {
    ...around(expected, withoutLastYear, 1),
    standardDeviationPoints: (withoutLastYear.q900 - withoutLastYear.q100) / deviationsInInterval80,
  };
}

/** Levels of similar schools last year, as attendance in per cent. */
interface SimilarAttendance {
  readonly basis: SimilarLevels['basis'];
  readonly schools: number;
  readonly meanPercent: number;
  readonly medianPercent: number;
  readonly topQuarterPercent: number;
  readonly topDecilePercent: number;
}

/** `nothing-to-expect-from` names what is missing; such a school is withheld, never given a guess. */
export type SchoolExpected =
  | {
      readonly kind: 'expected';
      readonly urn: string;
      readonly inputs: ExpectInputs;
      readonly expected: ExpectedAbsence;
      readonly similar: SimilarAttendance;
    }
  | {
      readonly kind: 'nothing-to-expect-from';
      readonly urn: string;
      readonly missing: 'last-year' | 'enrolments' | 'similar-schools';
      readonly similar?: SimilarAttendance;
    };

function attendanceOf(levels: SimilarLevels, national: number): SimilarAttendance {
  const attendance = (deviation: number): number => 100 - (national + deviation);
  return {
    basis: levels.basis,
    schools: levels.schools,
    meanPercent: attendance(levels.meanDeviationPoints),
    medianPercent: attendance(levels.medianDeviationPoints),
    topQuarterPercent: attendance(levels.topQuarterDeviationPoints),
    topDecilePercent: attendance(levels.topDecileDeviationPoints),
  };
}

/** Every school of a frame, in its order, with its similar schools found within the frame. */
export const expectFrame = (model: BaselineModel, frame: Frame): readonly SchoolExpected[] =>
  expectPrepared(
    model,
    prepareFrame(frame, {
      source: model.contextSource,
      standard: model.contextStandard,
      national: model.nationalRates,
      parameters: model.parameters,
    }),
  );

/** Every school of a frame that was prepared in the model's own terms, in its order. */
export function expectPrepared(model: BaselineModel, frame: PreparedFrame): readonly SchoolExpected[] {
  const yearBefore = shiftYear(frame.targetYear, -2);
  return frame.schools.map(({ urn, phase, enrolments }, position): SchoolExpected => {
    const levels = levelsAt(frame.similar, position);
    if (levels === undefined) return { kind: 'nothing-to-expect-from', urn, missing: 'similar-schools' };
    const similar = attendanceOf(levels, frame.nationalLastYear[phase]);
    if (Number.isNaN(frame.lastYear[position]))
      return { kind: 'nothing-to-expect-from', urn, missing: 'last-year', similar };
    if (enrolments === undefined) return { kind: 'nothing-to-expect-from', urn, missing: 'enrolments', similar };
    const nationalBefore = (): number => requireNational(model.nationalRates, phase, yearBefore);
    const inputs = inputsAt(frame, position, { phase, enrolments, nationalBefore });
    return { kind: 'expected', urn, inputs, expected: expectAbsence(model, inputs), similar };
  });
}

interface SchoolTerms extends Pick<ExpectInputs, 'phase' | 'enrolments'> {
  /** National absence of the year before last; asked for only where the school had such a year. */
  readonly nationalBefore: () => number;
}

function inputsAt(
  frame: PreparedFrame,
  position: number,
  { phase, enrolments, nationalBefore }: SchoolTerms,
): ExpectInputs {
  const yearBefore = frame.yearBefore[position] ?? NaN;
  const older = frame.older[position] ?? NaN;
  return {
    phase,
    targetYear: frame.targetYear,
    lastYearAbsencePercent: frame.nationalLastYear[phase] + (frame.lastYear[position] ?? NaN),
    ...(!Number.isNaN(yearBefore) && { yearBeforeAbsencePercent: yearBefore + nationalBefore() }),
    ...(!Number.isNaN(older) && { olderDeviationPoints: older }),
    similarDeviationPoints: frame.similar.mean[position] ?? NaN,
    enrolments,
    freeMealsRatio: frame.freeMeals[position] ?? 1,
  };
}
