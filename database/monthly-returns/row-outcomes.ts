import { rowOutcome, type RowOutcome } from '../../domain/monitoring/row-result.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../database.js';
import { readConversions } from '../facts/changed-schools.js';

interface SentBatch {
  readonly academicYear: AcademicYear;
  readonly batchId: number;
  /** Of a file that had been sent before: the schools whose rows count again. Missing for a file that is new. */
  readonly countAgain?: ReadonlySet<string>;
}

/** What became of each row of a batch, in the order of the URNs. A school that converted is followed under its old URN. */
export async function readRowOutcomes(
  db: Database,
  { academicYear, batchId, countAgain }: SentBatch,
): Promise<readonly RowOutcome[]> {
  const conversions = await readConversions(db, academicYear);
  const [now, before] = [[...conversions.keys()], [...conversions.values()]];
  const { rows } = await db.raw<{ rows: OutcomeRow[] }>(rowStandings, { academicYear, batchId, now, before });
  return rows.map(({ urn, stage, is_in_force: isInForce, has_others: hasOthers, is_same: isSame }) => {
    const isKnown = countAgain !== undefined && !countAgain.has(urn);
    return rowOutcome(urn, { stage, isInForce, hasOthers, isSame: isSame || isKnown });
  });
}

interface OutcomeRow {
  readonly urn: string;
  readonly stage: string | null;
  readonly is_in_force: boolean;
  readonly has_others: boolean;
  readonly is_same: boolean;
}

const figures = (row: string): string =>
  [
    'possible_sessions',
    'authorised_absence_sessions',
    'unauthorised_absence_sessions',
    'illness_sessions',
    'enrolments',
    'persistently_absent_enrolments',
    'severely_absent_enrolments',
  ]
    .map((column) => `${row}.${column}`)
    .join(', ');

const rowStandings = `
  with conversion as (select * from unnest(cast(:now as text[]), cast(:before as text[])) as pair (now_urn, runs_under))
  select sent.urn, view.stage, other.urn is not null as has_others,
    other.urn is null or (sent.as_of, sent.revision) > (other.as_of, other.revision) as is_in_force,
    other.urn is not null and row(${figures('sent')}) is not distinct from row(${figures('other')}) as is_same
  from monthly_return sent
  left join lateral (
    select * from monthly_return other
    where other.urn = sent.urn and other.month = sent.month and other.batch_id <> sent.batch_id
    order by as_of desc, revision desc limit 1
  ) other on true
  left join conversion on conversion.now_urn = sent.urn
  left join school_year_view view on view.academic_year = :academicYear and view.urn = coalesce(conversion.runs_under, sent.urn)
  where sent.batch_id = :batchId
  order by sent.urn`;
