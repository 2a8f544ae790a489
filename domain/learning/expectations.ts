import { type AbsencePhase } from '../shared/phase.js';
import { estimateOf, mean, shareOf, type Estimate } from './interval.js';
import { type LearnedSchool } from './learned-school.js';

/** How well expected levels foretold the year, the nation's shift taken out. */
export interface ExpectationCalibration {
  readonly schools: number;
  /** Mean of absence less expected, percentage points: positive where schools did worse than expected. */
  readonly biasPoints: number;
  readonly rootMeanSquarePoints: number;
  /** Share of years within the interval that holds 80 and 95 of 100. */
  readonly within80: Estimate;
  readonly within95: Estimate;
}

export function expectationCalibration(
  schools: readonly LearnedSchool[],
  nationalShift: Readonly<Record<AbsencePhase, number>>,
): ExpectationCalibration | undefined {
  const errors = schools.flatMap(({ nowPercent, expectedPercent, deviationPoints, phase }) =>
    nowPercent === undefined || expectedPercent === undefined || deviationPoints === undefined
      ? []
      : [{ error: nowPercent - nationalShift[phase] - expectedPercent, deviationPoints }],
  );
  if (errors.length === 0) return undefined;
  const within = (deviations: number): Estimate =>
    shareOf(
      errors.filter(({ error, deviationPoints }) => Math.abs(error) <= deviations * deviationPoints).length,
      errors.length,
    );
  return {
    schools: errors.length,
    biasPoints: mean(errors.map(({ error }) => error)),
    rootMeanSquarePoints: Math.sqrt(mean(errors.map(({ error }) => error ** 2))),
    within80: within(1.281552),
    within95: within(1.959964),
  };
}

/** The bias with its interval, worked out from the error and the count; at least two schools. */
export const biasOf = ({ schools, biasPoints, rootMeanSquarePoints }: ExpectationCalibration): Estimate =>
  estimateOf(
    biasPoints,
    Math.sqrt(Math.max(rootMeanSquarePoints ** 2 - biasPoints ** 2, 0) / (schools - 1)),
    schools - 1,
  );
