import { roundTo } from '../shared/rates.js';
import { type CheckState, type MonthCheck } from './judgement.js';
import { type MonthFigures } from './month-figures.js';

/** One month as people read it: what the school returned, and how it was judged. Rates in per cent of attendance. */
export interface MonthShown {
  /** `yyyy-mm` */
  readonly month: string;
  /** Missing where a month was judged without a return, because it is set aside whole. */
  readonly figures?: Omit<MonthFigures, 'month' | 'revision' | 'nationalShiftPoints'>;
  /** Missing until the month is judged. */
  readonly state?: CheckState;
  /** Why it is not judged. */
  readonly reason?: string;
  readonly monthAttendancePercent?: number;
  readonly yearToDateAttendancePercent?: number;
  readonly shortfallPoints?: number;
  readonly standardErrorPoints?: number;
  readonly probabilityYearEndsShort?: number;
}

interface Held {
  readonly months: readonly MonthFigures[];
  readonly checks?: readonly MonthCheck[];
}

/** Every month that was returned or judged, in calendar order. */
export function monthsShown({ months, checks = [] }: Held): readonly MonthShown[] {
  const names = [...new Set([...months, ...checks].map(({ month }) => month))].sort();
  return names.map((name) => {
    const figures = months.find(({ month }) => month === name);
    const check = checks.find(({ month }) => month === name);
    return { month: name, ...(figures && { figures: returned(figures) }), ...(check && judged(check)) };
  });
}

const returned = (held: MonthFigures): NonNullable<MonthShown['figures']> => ({
  possibleSessions: held.possibleSessions,
  authorisedAbsenceSessions: held.authorisedAbsenceSessions,
  unauthorisedAbsenceSessions: held.unauthorisedAbsenceSessions,
  enrolments: held.enrolments,
  persistentlyAbsentEnrolments: held.persistentlyAbsentEnrolments,
  severelyAbsentEnrolments: held.severelyAbsentEnrolments,
  asOf: held.asOf,
});

const judged = ({
  state,
  reason,
  monthAbsencePercent,
  yearToDateAbsencePercent,
  shortfallPoints,
  standardErrorPoints,
  probabilityYearEndsShort,
}: MonthCheck): Omit<MonthShown, 'month' | 'figures'> => ({
  state,
  ...(reason !== undefined && { reason }),
  ...(monthAbsencePercent !== undefined && { monthAttendancePercent: roundTo(100 - monthAbsencePercent, 2) }),
  ...(yearToDateAbsencePercent !== undefined && {
    yearToDateAttendancePercent: roundTo(100 - yearToDateAbsencePercent, 2),
  }),
  ...(shortfallPoints !== undefined && { shortfallPoints: roundTo(shortfallPoints, 2) }),
  ...(standardErrorPoints !== undefined && { standardErrorPoints: roundTo(standardErrorPoints, 2) }),
  ...(probabilityYearEndsShort !== undefined && {
    probabilityYearEndsShort: roundTo(probabilityYearEndsShort, 3),
  }),
});
