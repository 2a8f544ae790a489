import { type Knex } from 'knex';
import { type RedraftCounts } from '../../domain/recall/messages.js';
import { type RecallScope } from '../../domain/recall/scope.js';
import { type Urn } from '../../domain/shared/urn.js';
import { type Database, type Table, type Transaction } from '../database.js';

export interface TouchedRow {
  readonly recall_id: string;
  readonly academic_year: string;
  readonly urn: string;
  readonly stage_before: string;
  readonly report_version_before: number | null;
  /** False once the school-year has closed. */
  readonly is_open: boolean;
  readonly outcome: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    recall_school: Table<TouchedRow, never, 'is_open'>;
  }
}

/** The schools that a recall touches, in the order of their URNs; one more than `limit`. */
export const listTouched = (
  db: Database,
  recallId: string,
  page: { readonly afterUrn: string; readonly limit: number },
): Promise<TouchedRow[]> =>
  db('recall_school')
    .where({ recall_id: recallId })
    .andWhere('urn', '>', page.afterUrn)
    .orderBy('urn')
    .limit(page.limit + 1)
    .select('*')
    .then((rows) => rows);

interface RecallOfYear {
  readonly recallId: string;
  readonly academicYear: string;
}

/** Writes down which school-years a recall touches, as they are now, and counts them. A second run finds the list again. */
export async function writeTouched(
  trx: Transaction,
  { recallId, academicYear, scope }: RecallOfYear & { readonly scope: RecallScope },
): Promise<number> {
  await trx('recall_school').where({ recall_id: recallId }).delete();
  const touched = conditionOf(scope);
  await trx.raw(
    `insert into recall_school (recall_id, academic_year, urn, stage_before, report_version_before)
     select ?, v.academic_year, v.urn, v.stage, v.report_version
     from school_year_view v
     left join report r on r.academic_year = v.academic_year and r.urn = v.urn and r.report_version = v.report_version
     left join draft_input d on d.academic_year = v.academic_year and d.urn = v.urn
     where v.academic_year = ? and v.workflow_id is not null and (${touched.sql})`,
    [recallId, academicYear, ...touched.bindings],
  );
  const [row] = await trx('recall_school').where({ recall_id: recallId }).count<{ count: string }[]>('* as count');
  return Number(row?.count ?? 0);
}

interface Condition {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/**
 * A report rests on a batch when any figure in it, its own or another school's, was read from that batch. Examples that are not named keep no
 * batch in the report, so those that it was made from are searched too.
 */
function conditionOf(scope: RecallScope): Condition {
  switch (scope.kind) {
    case 'nation':
      return { sql: 'true', bindings: [] };
    case 'region':
      return { sql: 'v.region_code = ?', bindings: [scope.regionCode] };
    case 'schools':
      return { sql: 'v.urn = any(?)', bindings: [[...scope.urns]] };
    case 'batch':
      return {
        sql: `${holdsBatch('r.facts')} or ${holdsBatch("d.input->'similar'")}`,
        bindings: [scope.batchId, scope.batchId],
      };
    case 'model':
      return { sql: 'r.model_version = ?', bindings: [scope.modelVersion] };
  }
}

const holdsBatch = (column: string): string =>
  `jsonb_path_exists(${column}, '$.**.batchId \\? (@ == $batch)', jsonb_build_object('batch', ?::bigint))`;

/** Schools that are still to be signalled, in the order of the URNs. */
export const openTouched = (db: Database, recallId: string): Promise<Urn[]> =>
  db('recall_school').where({ recall_id: recallId, is_open: true }).orderBy('urn').pluck<Urn[]>('urn');

/** Marks a school whose year has closed meanwhile. */
export async function markClosed(db: Database, recallId: string, urn: string): Promise<void> {
  await db('recall_school').where({ recall_id: recallId, urn }).update({ is_open: false });
}

/** The schools that a recall touches, by the version of the model that their drafts were made with. */
export async function touchedByModel(
  db: Database,
  { recallId, academicYear }: RecallOfYear,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db('recall_school as t')
    .join('draft_input as d', (join) => join.on('d.urn', 't.urn').andOn('d.academic_year', 't.academic_year'))
    .where({ 't.recall_id': recallId, 't.academic_year': academicYear })
    .select<{ urn: string; model_version: string }[]>('t.urn', 'd.model_version');
  const byModel = new Map<string, Set<string>>();
  for (const { urn, model_version: version } of rows)
    byModel.set(version, (byModel.get(version) ?? new Set<string>()).add(urn));
  return byModel;
}

/** How many schools are drafting at this moment. */
export async function countDrafting(db: Database, recallId: string): Promise<number> {
  const [row] = await db('recall_school as t')
    .join('school_year_view as v', (join) => join.on('v.urn', 't.urn').andOn('v.academic_year', 't.academic_year'))
    .where({ 't.recall_id': recallId, 't.is_open': true, 'v.stage': 'drafting' })
    .count<{ count: string }[]>('* as count');
  return Number(row?.count ?? 0);
}

/** How many have been signalled and do not have their draft again: not yet taken in, or taken in and the draft not yet back. */
export async function countNotRedrafted(db: Database, recallId: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { count: string }[] }>(
    `select count(*) as count
     from recall_school t join school_year_view v on v.academic_year = t.academic_year and v.urn = t.urn
     where t.recall_id = ? and t.is_open and (
       v.stage = 'drafting' or not exists (
         select 1 from audit_log a
         where a.workflow_id = v.workflow_id and a.version is not null and a.kind = 'recalled' and a.body->>'reason' = t.recall_id
       ))`,
    [recallId],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Writes down how each school's draft compares with the report before, and counts them. */
export async function writeOutcomes(db: Database, recallId: string): Promise<RedraftCounts> {
  await db.raw(
    `update recall_school t set outcome = case
       when v.stage in ('quarantined', 'withheld') and v.report_version is distinct from t.report_version_before then 'held'
       when v.report_version is distinct from t.report_version_before then 'changed'
       else 'unchanged' end
     from school_year_view v
     where t.recall_id = ? and v.academic_year = t.academic_year and v.urn = t.urn`,
    [recallId],
  );
  const rows = await db('recall_school')
    .where({ recall_id: recallId })
    .groupBy('outcome')
    .select<{ outcome: string; count: string }[]>('outcome', db.raw('count(*) as count'));
  const countOf = (outcome: string): number => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0);
  return { unchanged: countOf('unchanged'), changed: countOf('changed'), held: countOf('held') };
}
