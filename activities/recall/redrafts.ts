import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import { type Knex } from 'knex';
import { type RecallInput } from '../../domain/recall/messages.js';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { prepareCampaign } from '../../domain/drafting/prepare-drafts.js';
import { type RedraftCounts } from '../../domain/recall/messages.js';
import { readCampaignFacts } from '../../database/campaign-facts.js';
import { type Dependencies } from '../dependencies.js';
import { givePlaces } from '../naming/places.js';

/**
 * Prepares the drafts of the schools touched from the figures as they are now, each with the model it was made by: the other schools'
 * reports rest on that fit, and one school's mended figure must not move them.
 */
export const prepareRedrafts =
  ({ db }: Dependencies) =>
  async ({ recallId, academicYear }: RecallInput): Promise<void> => {
    const touched = await touchedByModel(db, recallId, academicYear);
    const facts = await readCampaignFacts(db, academicYear);
    for (const [modelVersion, urns] of touched) {
      heartbeat(modelVersion);
      const row = await db('model_version').where({ version: modelVersion }).first<{ model: BaselineModel }>('model');
      const { drafts } = prepareCampaign(facts, row.model);
      const again = drafts.filter(({ urn }) => urns.has(urn));
      await db.transaction(async (trx) => {
        for (const draft of again)
          await trx('draft_input')
            .where({ academic_year: academicYear, urn: draft.urn })
            .update({ input: JSON.stringify(draft) });
        await givePlaces(trx, academicYear, again);
      });
    }
  };

async function touchedByModel(
  db: Knex,
  recallId: string,
  academicYear: string,
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

const betweenLooks = 500;

/** Waits until every school told has its draft again, and counts how they came out. */
export const awaitRedrafts =
  ({ db }: Dependencies) =>
  async ({ recallId }: RecallInput): Promise<RedraftCounts> => {
    while ((await stillDrafting(db, recallId)) > 0) {
      heartbeat();
      await pause(betweenLooks);
    }
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
  };

/** Told but not yet taken in, or taken in and its draft not yet back. */
async function stillDrafting(db: Knex, recallId: string): Promise<number> {
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
