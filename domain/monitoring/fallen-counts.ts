import { type MonthFigures } from './month-figures.js';

/** What looks wrong with a month's return, for a person to look into. */
export interface MonthWarning {
  /** `yyyy-mm` */
  readonly month: string;
  readonly about: 'few-sessions' | 'enrolments-fell' | 'absentees-fell';
}

/** Leavers stay in a count since September, so it cannot fall by more than a correction: 1%, and 3 pupils. */
const correctedShare = 0.01;
const correctedPupils = 3;
/** From this many persistently absent pupils, a count less than half as large is that of a month alone, or of pupils on roll. */
const leastAbsentees = 5;

/**
 * Months in which a count since September fell: enrolments below the month before, or fewer than half as many persistently absent pupils. Such a
 * return holds pupils on roll, or the month alone; source: docs/monthly-return.md#format.
 */
export function fallenCounts(months: readonly MonthFigures[]): readonly MonthWarning[] {
  return months.flatMap((figures, index): readonly MonthWarning[] => {
    const before = months[index - 1];
    if (!before) return [];
    const { month } = figures;
    const fall = before.enrolments - figures.enrolments;
    if (fall >= correctedPupils && fall > correctedShare * before.enrolments)
      return [{ month, about: 'enrolments-fell' }];
    const { persistentlyAbsentEnrolments: absentees } = before;
    const isHalved = absentees >= leastAbsentees && 2 * figures.persistentlyAbsentEnrolments < absentees;
    return isHalved ? [{ month, about: 'absentees-fell' }] : [];
  });
}
