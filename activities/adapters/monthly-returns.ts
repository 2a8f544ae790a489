import { type Knex } from 'knex';
import { type MonthFigures } from '../../domain/monitoring/month-figures.js';
import { type ReturnedMonth } from '../../domain/monitoring/month-suggestions.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';

/** The figures of a month, in the columns of `monthly_return`. */
export interface FiguresRow {
  readonly month: string;
  readonly possible_sessions: number;
  readonly authorised_absence_sessions: number;
  readonly unauthorised_absence_sessions: number;
  readonly enrolments: number;
  readonly persistently_absent_enrolments: number;
  readonly severely_absent_enrolments: number;
  /** `yyyy-mm-dd` */
  readonly as_of: string;
}

interface MonthRow extends FiguresRow {
  readonly urn: string;
  readonly batch_id: string;
  readonly illness_sessions: number | null;
}

/** A month as the batch told it; its revision is the batch. */
export const figuresOf = (row: FiguresRow, batchId: number): MonthFigures => ({
  month: row.month,
  revision: batchId,
  possibleSessions: row.possible_sessions,
  authorisedAbsenceSessions: row.authorised_absence_sessions,
  unauthorisedAbsenceSessions: row.unauthorised_absence_sessions,
  enrolments: row.enrolments,
  persistentlyAbsentEnrolments: row.persistently_absent_enrolments,
  severelyAbsentEnrolments: row.severely_absent_enrolments,
  asOf: row.as_of,
});

/** The figures of each school of a year as they stand now, in the order of the months, by URN; of some schools only where they are given. */
export async function readMonths(
  db: Knex,
  academicYear: AcademicYear,
  urns?: readonly string[],
): Promise<ReadonlyMap<string, readonly ReturnedMonth[]>> {
  const query = db('current_monthly_return').where({ academic_year: academicYear });
  if (urns) query.whereRaw('urn = any(?)', [[...urns]]);
  const rows = await query
    .orderBy(['urn', 'month'])
    .select<MonthRow[]>('*', db.raw(`to_char(as_of, 'YYYY-MM-DD') as as_of`));
  const months = new Map<string, ReturnedMonth[]>();
  for (const row of rows) months.set(row.urn, [...(months.get(row.urn) ?? []), monthOf(row)]);
  return months;
}

const monthOf = (row: MonthRow): ReturnedMonth => ({
  ...figuresOf(row, Number(row.batch_id)),
  ...(row.illness_sessions !== null && { illnessSessions: row.illness_sessions }),
});
