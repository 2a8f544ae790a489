import { type Knex } from 'knex';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { type Urn } from '../../domain/shared/urn.js';
import { readConversions } from '../../database/changed-schools.js';
import { type FiguresRow } from '../../database/monthly-returns.js';

/** A month that a school-year is told, by the URN that it runs under. */
export interface ToldRow extends FiguresRow {
  readonly urn: Urn;
  readonly batch_id: string;
  /** Of the school's draft; null for one that has none. */
  readonly absence_phase: AbsencePhase | null;
}

/**
 * What the school-years of a batch are told, in the order of their URNs. A school that converted in mid-year returns under its new URN, and
 * its year is told every month of it, unless the same month stands under the old one: so months that came before the register knew of the
 * conversion are told with the next batch. Told twice, they change nothing.
 */
export async function readToldRows(db: Knex, academicYear: AcademicYear, batchId: number): Promise<readonly ToldRow[]> {
  const conversions = await readConversions(db, academicYear);
  const [now, before] = [[...conversions.keys()], [...conversions.values()]];
  const { rows } = await db.raw<{ rows: ToldRow[] }>(toldRows, { academicYear, batchId, now, before });
  return rows;
}

const toldRows = `
  with conversion as (select * from unnest(cast(:now as text[]), cast(:before as text[])) as pair (now_urn, runs_under)),
  told as (
    select monthly_return.urn as runs_under, monthly_return.* from monthly_return
    where batch_id = :batchId and urn not in (select now_urn from conversion)
    union all
    select conversion.runs_under, months.* from current_monthly_return months
    join conversion on conversion.now_urn = months.urn
    where months.academic_year = :academicYear and not exists (
      select from current_monthly_return earlier where earlier.urn = conversion.runs_under and earlier.month = months.month
    )
  )
  select told.*, told.runs_under as urn, to_char(told.as_of, 'YYYY-MM-DD') as as_of, draft.input->>'absencePhase' as absence_phase
  from told
  left join draft_input draft on draft.urn = told.runs_under and draft.academic_year = :academicYear
  order by told.runs_under, told.month`;
