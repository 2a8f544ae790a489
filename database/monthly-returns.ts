import { type Knex } from 'knex';
import { type MonthFigures } from '../domain/monitoring/month-figures.js';
import { type ReturnedMonth } from '../domain/monitoring/month-suggestions.js';
import { type AcademicYear } from '../domain/shared/academic-year.js';
import { readConversions } from './changed-schools.js';

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

/**
 * The figures of each school of a year as they stand now, in the order of the months, by the URN that its school-year runs under; of some
 * schools only where they are given. Where a school converted in mid-year, a month is its own under the new URN unless the old one told it.
 */
export async function readMonths(
  db: Knex,
  academicYear: AcademicYear,
  urns?: readonly string[],
): Promise<ReadonlyMap<string, readonly ReturnedMonth[]>> {
  const conversions = await readConversions(db, academicYear);
  const query = db('current_monthly_return').where({ academic_year: academicYear });
  const heirs = [...conversions].flatMap(([heir, urn]) => (urns?.includes(urn) ? [heir] : []));
  if (urns) query.whereRaw('urn = any(?)', [[...urns, ...heirs]]);
  const rows = await query
    .orderBy(['urn', 'month'])
    .select<MonthRow[]>('*', db.raw(`to_char(as_of, 'YYYY-MM-DD') as as_of`));
  const months = new Map<string, ReturnedMonth[]>();
  const put = (urn: string, row: MonthRow): void => {
    months.set(urn, [...(months.get(urn) ?? []), monthOf(row)]);
  };
  for (const row of rows) if (!conversions.has(row.urn)) put(row.urn, row);
  for (const row of rows) {
    const urn = conversions.get(row.urn);
    if (urn !== undefined && !isTold(months.get(urn), row.month)) put(urn, row);
  }
  return conversions.size === 0 ? months : new Map([...months].map(([urn, held]) => [urn, inOrder(held)]));
}

const isTold = (held: readonly ReturnedMonth[] = [], month: string): boolean =>
  held.some((figures) => figures.month === month);

const inOrder = (held: readonly ReturnedMonth[]): readonly ReturnedMonth[] =>
  [...held].sort((a, b) => (a.month < b.month ? -1 : 1));

const monthOf = (row: MonthRow): ReturnedMonth => ({
  ...figuresOf(row, Number(row.batch_id)),
  ...(row.illness_sessions !== null && { illnessSessions: row.illness_sessions }),
});
