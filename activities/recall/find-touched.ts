import { type Knex } from 'knex';
import { type RecallInput } from '../../domain/recall/messages.js';
import { type RecallScope } from '../../domain/recall/scope.js';
import { type Dependencies } from '../dependencies.js';

/** Writes down which school-years a recall touches, as they stand now, and counts them. A second run finds the same list anew. */
export const findTouched =
  ({ db }: Dependencies) =>
  async ({ recallId, academicYear, scope }: RecallInput): Promise<number> =>
    db.transaction(async (trx) => {
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
    });

interface Condition {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/**
 * A report stands on a batch when any figure in it, its own or another school's, was read there. Examples that are not named keep no
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
