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

/** The agreed floor where there is one, else the drafted; undefined where nothing is asked. */
export function askedOf({ expectation, agreed }: Pick<ReportFacts, 'expectation' | 'agreed'>): Asked | undefined {
  if (!expectation) return undefined;
  const { floorAttendancePercent, improvementPoints, isHold, shown } = expectation;
  if (!agreed) return { floorAttendancePercent, improvementPoints, isHold, shown };
  return { ...agreedGain(expectation, agreed.floorAttendancePercent), isHold: false };
}

/** People agree a level, so the gain that is shown is that between the two levels shown. */
function agreedGain(expectation: ExpectationFacts, floorAttendancePercent: number): Omit<Asked, 'isHold'> {
  const exact = Math.max(0, roundTo(floorAttendancePercent - expectation.baselineAttendancePercent, 4));
  const floor = tenths(floorAttendancePercent);
  const between = roundTo(floor - expectation.shown.baselineAttendancePercent, 1);
  return {
    floorAttendancePercent,
    improvementPoints: exact,
    shown: { floorAttendancePercent: floor, improvementPoints: exact < 0.1 ? 0 : Math.max(between, 0.1) },
  };
}
