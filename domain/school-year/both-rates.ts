import { type Judgement } from '../monitoring/judgement.js';
import { type YearOutcome } from '../monitoring/year-end.js';
import { roundTo } from '../shared/rates.js';

/** A school's year to date as it would be published, and as it is judged: without the days set aside. Per cent of attendance. */
export interface BothRates {
  /** The newest month in them, `yyyy-mm`; left out once the year is over. */
  readonly through?: string;
  readonly publishedAttendancePercent: number;
  readonly comparableAttendancePercent: number;
}

export function ratesToDate({ checks }: Judgement): BothRates | undefined {
  const newest = checks.findLast(({ publishedYearToDateAbsencePercent: published }) => published !== undefined);
  if (newest?.publishedYearToDateAbsencePercent === undefined || newest.yearToDateAbsencePercent === undefined)
    return undefined;
  return {
    through: newest.month,
    publishedAttendancePercent: roundTo(100 - newest.publishedYearToDateAbsencePercent, 2),
    comparableAttendancePercent: roundTo(100 - newest.yearToDateAbsencePercent, 2),
  };
}

export const ratesOfYear = ({ withShocks, withoutShocks }: YearOutcome): BothRates | undefined =>
  withShocks &&
  withoutShocks && {
    publishedAttendancePercent: roundTo(withShocks.attendancePercent, 2),
    comparableAttendancePercent: roundTo(withoutShocks.attendancePercent, 2),
  };
