import { roundDownTo, roundTo } from '../shared/rates.js';
import { type ExpectationFacts, type ReportFacts, type ShownSum } from './facts.js';

/** What is asked of the school this year: the floor in per cent of attendance, the gain on the baseline in percentage points. */
export interface Asked {
  readonly floorAttendancePercent: number;
  readonly improvementPoints: number;
  readonly isHold: boolean;
  /** To one decimal, as every form and every text gives them; a gain of 0 is less than a tenth. */
  readonly shown: Pick<ShownSum, 'floorAttendancePercent' | 'improvementPoints'>;
}

const tenths = (value: number): number => roundDownTo(value, 1);

/**
 * The figures of an expectation to one decimal, so that those shown add up. What is asked, the floor and the gain, is rounded down, so
 * that rounding never asks for more than was computed; the baseline is the difference, and less than a tenth off its exact value.
 */
export function shownSum({
  floorAttendancePercent,
  improvementPoints,
}: Pick<ExpectationFacts, 'floorAttendancePercent' | 'improvementPoints'>): ShownSum {
  const [floor, gain] = [tenths(floorAttendancePercent), tenths(improvementPoints)];
  return {
    floorAttendancePercent: floor,
    improvementPoints: gain,
    baselineAttendancePercent: roundTo(floor - gain, 1),
  };
}

/** As the report has them: each rounded down alone in reports that were made before they were made to add up. */
export const shownOf = ({ shown, ...exact }: ExpectationFacts): ShownSum =>
  shown ?? {
    floorAttendancePercent: tenths(exact.floorAttendancePercent),
    improvementPoints: tenths(exact.improvementPoints),
    baselineAttendancePercent: tenths(exact.baselineAttendancePercent),
  };

/** The agreed floor where there is one, else the drafted; undefined where nothing is asked. */
export function askedOf({ expectation, agreed }: Pick<ReportFacts, 'expectation' | 'agreed'>): Asked | undefined {
  if (!expectation) return undefined;
  const { floorAttendancePercent, improvementPoints, isHold } = expectation;
  if (!agreed) return { floorAttendancePercent, improvementPoints, isHold, shown: shownOf(expectation) };
  return { ...agreedGain(expectation, agreed.floorAttendancePercent), isHold: false };
}

/** People agree a level, so the gain that is shown is that between the two levels shown. */
function agreedGain(expectation: ExpectationFacts, floorAttendancePercent: number): Omit<Asked, 'isHold'> {
  const exact = Math.max(0, roundTo(floorAttendancePercent - expectation.baselineAttendancePercent, 4));
  const floor = tenths(floorAttendancePercent);
  const between = roundTo(floor - shownOf(expectation).baselineAttendancePercent, 1);
  const gain = expectation.shown ? Math.max(between, 0.1) : tenths(exact);
  return {
    floorAttendancePercent,
    improvementPoints: exact,
    shown: { floorAttendancePercent: floor, improvementPoints: exact < 0.1 ? 0 : gain },
  };
}
