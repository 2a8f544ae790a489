import { type Database } from '../database.js';
import { type ReturnedYear } from '../../domain/drafting/campaign-facts.js';
import { type MonthFigures } from '../../domain/monitoring/month-figures.js';
import { type ReturnedMonth } from '../../domain/monitoring/month-suggestions.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { date, fieldsOf, number, plain, selected, type Columns, type FactRow } from '../facts/columns.js';
import { readConversions } from '../facts/changed-schools.js';

const columns: Columns<Omit<MonthFigures, 'nationalShiftPoints'>> = {
  month: plain('month'),
  revision: number('revision'),
  possibleSessions: plain('possible_sessions'),
  authorisedAbsenceSessions: plain('authorised_absence_sessions'),
  unauthorisedAbsenceSessions: plain('unauthorised_absence_sessions'),
  enrolments: plain('enrolments'),
  persistentlyAbsentEnrolments: plain('persistently_absent_enrolments'),
  severelyAbsentEnrolments: plain('severely_absent_enrolments'),
  asOf: date('as_of'),
};

/** SQL of what `monthFigures` reads. */
export const monthColumns = selected(columns);

export const monthFigures = (row: FactRow): MonthFigures => fieldsOf(columns, row) as MonthFigures;

type MonthRow = FactRow & {
  readonly urn: string;
  readonly month: string;
  readonly illness_sessions: number | null;
};

/**
 * The figures of each school of a year as they are now, in the order of the months, by the URN that its school-year runs under; of some
 * schools only where they are given. Where a school converted in mid-year, a month is its own under the new URN unless the old one reported it.
 */
export async function readMonths(
  db: Database,
  academicYear: AcademicYear,
  urns?: readonly string[],
): Promise<ReadonlyMap<string, readonly ReturnedMonth[]>> {
  const conversions = await readConversions(db, academicYear);
  const query = db('current_monthly_return').where({ academic_year: academicYear });
  const heirs = [...conversions].flatMap(([heir, urn]) => (urns?.includes(urn) ? [heir] : []));
  if (urns) query.whereRaw('urn = any(?)', [[...urns, ...heirs]]);
  const rows = await query
    .orderBy(['urn', 'month'])
    .select<MonthRow[]>('urn', 'illness_sessions', db.raw(monthColumns));
  const months = new Map<string, ReturnedMonth[]>();
  const put = (urn: string, row: MonthRow): void => {
    months.set(urn, [...(months.get(urn) ?? []), monthOf(row)]);
  };
  for (const row of rows) if (!conversions.has(row.urn)) put(row.urn, row);
  for (const row of rows) {
    const urn = conversions.get(row.urn);
    if (urn !== undefined && !isReported(months.get(urn), row.month)) put(urn, row);
  }
  return conversions.size === 0 ? months : new Map([...months].map(([urn, held]) => [urn, inOrder(held)]));
}

const isReported = (held: readonly ReturnedMonth[] = [], month: string): boolean =>
  held.some((figures) => figures.month === month);

const inOrder = (held: readonly ReturnedMonth[]): readonly ReturnedMonth[] =>
  [...held].sort((a, b) => (a.month < b.month ? -1 : 1));

const monthOf = (row: MonthRow): ReturnedMonth => ({
  ...monthFigures(row),
  ...(row.illness_sessions !== null && { illnessSessions: row.illness_sessions }),
});

/** The months of a year by school, summed: what the whole year's published figures are compared with. */
export async function readReturnedYears(db: Database, academicYear: AcademicYear): Promise<readonly ReturnedYear[]> {
  const { rows } = await db.raw<{ rows: ReturnedYear[] }>(
    `select urn, count(*)::int as months, sum(possible_sessions)::float8 as "possibleSessions",
      sum(authorised_absence_sessions + unauthorised_absence_sessions)::float8 as "absenceSessions"
    from current_monthly_return where academic_year = ? group by urn order by urn`,
    [academicYear],
  );
  return rows;
}
