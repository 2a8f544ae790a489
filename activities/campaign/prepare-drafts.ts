import { createHash } from 'node:crypto';
import { heartbeat } from '@temporalio/activity';
import { type Knex } from 'knex';
import { type CampaignInput } from '../../contracts/campaign/messages.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { prepareCampaign } from '../../domain/drafting/prepare-drafts.js';
import { readCampaignFacts } from '../adapters/campaign-facts.js';
import { type Dependencies } from '../dependencies.js';

/** Fits the model, decides every school's scope and stores every draft's inputs; a second run writes the same rows. */
export const prepareDrafts =
  ({ db }: Dependencies) =>
  async ({
    terms,
    urns,
  }: CampaignInput): Promise<{
    readonly modelVersion: string;
    readonly toStart: number;
    readonly outOfScope: number;
  }> => {
    const { academicYear } = terms;
    const facts = await readCampaignFacts(db, academicYear);
    heartbeat('facts read');
    const { model, drafts } = prepareCampaign(facts);
    heartbeat('model fitted');
    const modelJson = JSON.stringify(model);
    const modelVersion = `model-${academicYear}-${createHash('sha256').update(modelJson).digest('hex').slice(0, 12)}`;
    const listed = urns && new Set(urns);
    const taken = drafts.filter(({ urn }) => !listed || listed.has(urn));
    const toStart = taken.filter(({ scope }) => scope.kind !== 'out-of-scope');
    const outside = taken.filter(({ scope }) => scope.kind === 'out-of-scope');
    await db.transaction(async (trx) => {
      await trx('model_version')
        .insert({
          version: modelVersion,
          academic_year: academicYear,
          model: modelJson,
          batches: JSON.stringify(await batchesOf(trx)),
          fitted_at: new Date(),
        })
        .onConflict('version')
        .ignore();
      await insertDrafts(trx, toStart, { academicYear, modelVersion });
      await insertOutside(trx, outside, academicYear);
    });
    return { modelVersion, toStart: toStart.length, outOfScope: outside.length };
  };

const rowsAtOnce = 500;

const batchesOf = (trx: Knex.Transaction): Promise<unknown[]> =>
  trx('batch').orderBy('id').select('id', 'kind', 'file_name', 'sha256');

async function insertDrafts(
  trx: Knex.Transaction,
  drafts: readonly PreparedDraft[],
  { academicYear, modelVersion }: { readonly academicYear: string; readonly modelVersion: string },
): Promise<void> {
  for (let start = 0; start < drafts.length; start += rowsAtOnce) {
    const rows = drafts.slice(start, start + rowsAtOnce);
    await trx('draft_input')
      .insert(
        rows.map((draft) => ({
          academic_year: academicYear,
          urn: draft.urn,
          model_version: modelVersion,
          is_to_start: true,
          input: JSON.stringify(draft),
        })),
      )
      .onConflict(['academic_year', 'urn'])
      .merge();
    await trx('school_year_view')
      .insert(rows.map((draft) => viewRow(draft, academicYear, 'drafting')))
      .onConflict(['academic_year', 'urn'])
      .ignore();
    heartbeat(start);
  }
}

/** A school out of scope has its one state without a workflow of its own. */
async function insertOutside(
  trx: Knex.Transaction,
  drafts: readonly PreparedDraft[],
  academicYear: string,
): Promise<void> {
  for (let start = 0; start < drafts.length; start += rowsAtOnce) {
    const rows = drafts.slice(start, start + rowsAtOnce).map((draft) => viewRow(draft, academicYear, 'out-of-scope'));
    await trx('school_year_view').insert(rows).onConflict(['academic_year', 'urn']).ignore();
  }
}

const viewRow = (
  { urn, name, laCode, laName, regionCode, phase, scope }: PreparedDraft,
  academicYear: string,
  stage: string,
): Record<string, unknown> => ({
  academic_year: academicYear,
  urn,
  version: 0,
  stage,
  status: 'not-enough-data',
  reasons: JSON.stringify(
    scope.kind === 'out-of-scope' ? [{ gate: scope.reason.code, reason: scope.reason.sentence }] : [],
  ),
  name,
  la_code: laCode,
  la_name: laName,
  region_code: regionCode,
  phase,
  updated_at: new Date(),
});
