import { roundTo } from '../shared/rates.js';
import { type ReportFacts } from './facts.js';

/** What is asked of the school this year: the floor in per cent of attendance, the gain on the baseline in percentage points. */
export interface Asked {
  readonly floorAttendancePercent: number;
  readonly improvementPoints: number;
  readonly isHold: boolean;
}

/** The agreed floor where there is one, else the drafted; undefined where nothing is asked. */
export function askedOf({ expectation, agreed }: Pick<ReportFacts, 'expectation' | 'agreed'>): Asked | undefined {
  if (!expectation || !agreed) return expectation;
  const { floorAttendancePercent } = agreed;
  const improvementPoints = Math.max(0, roundTo(floorAttendancePercent - expectation.baselineAttendancePercent, 4));
  return { floorAttendancePercent, improvementPoints, isHold: false };
}
