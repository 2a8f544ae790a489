import { type AcademicYear, shiftYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type BaselineModel, expectedDeviation, levelRatio, standardDeviation } from './model.js';
import { prepareFrame, requireNational } from './prepare.js';
import { type SimilarLevels } from './similar-levels.js';
import { type Frame } from './types.js';

/** Known of one school before the target year begins. Absence in per cent, deviations in percentage points. */
export interface ExpectInputs {
  readonly phase: AbsencePhase;
  readonly targetYear: AcademicYear;
  readonly lastYearAbsencePercent: number;
  /** Missing: last year is repeated. */
  readonly yearBeforeAbsencePercent?: number;
  /** `k`: mean deviation of the similar schools last year. */
  readonly similarDeviationPoints: number;
  readonly enrolments: number;
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

/** MODEL.md, formulas 3 to 5. @throws RangeError when the model has no national rate for the years before the target year. */
export function expectAbsence(model: BaselineModel, inputs: ExpectInputs): ExpectedAbsence {
  const phase = model.phases[inputs.phase];
  const national = requireNational(model.nationalRates, inputs.phase, shiftYear(inputs.targetYear, -1));
  const lastYear = inputs.lastYearAbsencePercent - national;
  const yearBefore =
    inputs.yearBeforeAbsencePercent === undefined
      ? lastYear
      : inputs.yearBeforeAbsencePercent -
        requireNational(model.nationalRates, inputs.phase, shiftYear(inputs.targetYear, -2));
  const terms = { lastYear, yearBefore, similar: inputs.similarDeviationPoints };
  const expected = Math.max(
    0,
    national + expectedDeviation(terms, phase.coefficients, phase.clip, model.parameters.passedOnShare),
  );
  const deviation = standardDeviation(phase.spread, inputs.enrolments, levelRatio(expected, national));
  const { q025, q100, q900, q975 } = phase.spread.quantiles;
  const interval = (low: number, high: number): Interval => ({
    low: Math.max(0, expected + low * deviation),
    high: Math.min(100, expected + high * deviation),
  });
  return {
    expectedAbsencePercent: expected,
    standardDeviationPoints: deviation,
    interval80: interval(q100, q900),
    interval95: interval(q025, q975),
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
export function expectFrame(model: BaselineModel, frame: Frame): readonly SchoolExpected[] {
  const prepared = prepareFrame(frame, {
    source: model.contextSource,
    standard: model.contextStandard,
    national: model.nationalRates,
    parameters: model.parameters,
  });
  return prepared.map(({ school, nationalLastYear, lastYear, yearBefore, similar: levels }): SchoolExpected => {
    const { urn, phase, enrolments } = school;
    if (levels === undefined) return { kind: 'nothing-to-expect-from', urn, missing: 'similar-schools' };
    const similar = attendanceOf(levels, nationalLastYear);
    if (lastYear === undefined) return { kind: 'nothing-to-expect-from', urn, missing: 'last-year', similar };
    if (enrolments === undefined) return { kind: 'nothing-to-expect-from', urn, missing: 'enrolments', similar };
    const expected = expectAbsence(model, {
      phase,
      targetYear: frame.targetYear,
      lastYearAbsencePercent: nationalLastYear + lastYear,
      ...(yearBefore !== undefined && {
        yearBeforeAbsencePercent:
          yearBefore + requireNational(model.nationalRates, phase, shiftYear(frame.targetYear, -2)),
      }),
      similarDeviationPoints: levels.meanDeviationPoints,
      enrolments,
    });
    return { kind: 'expected', urn, expected, similar };
  });
}
