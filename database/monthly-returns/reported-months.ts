import { type MonthFigures } from '../../domain/monitoring/month-figures.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { type Urn } from '../../domain/shared/urn.js';
import { type Database } from '../database.js';
import { type FactRow } from '../facts/columns.js';
import { readConversions } from '../facts/changed-schools.js';
import { monthColumns, monthFigures } from './months.js';

/** A month that a school-year is sent, by the URN that it runs under. */
export interface ReportedMonth {
  readonly urn: Urn;
  readonly figures: MonthFigures;
  /** Of the school's draft; missing for one that has none. */
  readonly phase?: AbsencePhase;
}

/**
 * What the school-years of a batch are sent, in the order of their URNs: the rows that are in force. A school that converted in mid-year returns under its new URN, and
 * its year is sent every month of it, unless the old one has returned the same month: so months that came before the register knew of the
 * conversion are sent with the next batch. Sent twice, they change nothing.
 */
export async function readReportedMonths(
  db: Database,
  academicYear: AcademicYear,
  batchId: number,
): Promise<readonly ReportedMonth[]> {
  const conversions = await readConversions(db, academicYear);
  const [now, before] = [[...conversions.keys()], [...conversions.values()]];
  const { rows } = await db.raw<{ rows: MonthRow[] }>(reportedMonths, { academicYear, batchId, now, before });
  return rows.map((row) => ({
    urn: row.runs_under,
    figures: monthFigures(row),
    ...(row.absence_phase !== null && { phase: row.absence_phase }),
  }));
}

type MonthRow = FactRow & { readonly runs_under: Urn; readonly absence_phase: AbsencePhase | null };

const reportedMonths = `
  with conversion as (select * from unnest(cast(:now as text[]), cast(:before as text[])) as pair (now_urn, runs_under)),
  reported as (
    select months.urn as runs_under, months.* from current_monthly_return months
    where batch_id = :batchId and urn not in (select now_urn from conversion)
    union all
    select conversion.runs_under, months.* from current_monthly_return months
    join conversion on conversion.now_urn = months.urn
    where months.academic_year = :academicYear and not exists (
      select from current_monthly_return earlier where earlier.urn = conversion.runs_under and earlier.month = months.month
    )
  )
  select runs_under, ${monthColumns}, draft.input->>'absencePhase' as absence_phase
  from reported
  left join draft_input draft on draft.urn = reported.runs_under and draft.academic_year = :academicYear
  order by reported.runs_under, reported.month`;
