import { roundDownTo, roundTo } from '../shared/rates.js';

/** How far an example lies above the floor that holds, at least, in percentage points: both as shown and before rounding. */
const leastPoints = 0.5;

/** Whether a school's attendance is an example for a school with that floor, both in per cent. A floor is shown rounded down. */
export function isAboveFloor(attendancePercent: number, floorPercent: number): boolean {
  const shown = roundTo(roundTo(attendancePercent, 1) - roundDownTo(floorPercent, 1), 1);
  return attendancePercent - floorPercent >= leastPoints && shown >= leastPoints;
}
