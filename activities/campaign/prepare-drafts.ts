import { heartbeat } from '@temporalio/activity';
import { type Knex } from 'knex';
import { type DraftsPrepared } from '../../contracts/activities.js';
import { type CampaignInput } from '../../domain/campaign/messages.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { prepareCampaign } from '../../domain/drafting/prepare-drafts.js';
import { defaultNamingPolicy } from '../../domain/naming/policy.js';
import { demonstrationPublication } from '../../domain/model-record/publication.js';
import { whyHeld } from '../../domain/model-record/standing.js';
import { readCampaignFacts } from '../../database/campaign-facts.js';
import { type Dependencies } from '../dependencies.js';
import { preparePlaces } from '../naming/places.js';
import { isAccepted } from '../registry/acceptance.js';
import { campaignRecord } from '../registry/campaign-record.js';
import { storeModelRecord } from '../registry/store-record.js';

/**
 * Fits the model and stores its record, decides every school's scope and stores every draft's inputs; a second run writes the same
 * rows. Says why nothing may go to review where the record is not complete a fairness bound is broken or a lesson of the year before would be repeated.
 */
export const prepareDrafts =
  ({ db, buildId, publication = demonstrationPublication }: Dependencies) =>
  async ({ terms, urns }: CampaignInput): Promise<DraftsPrepared> => {
    const { academicYear } = terms;
    const facts = await readCampaignFacts(db, academicYear);
    heartbeat('facts read');
    const prepared = prepareCampaign(facts);
    heartbeat('model fitted');
    const record = await campaignRecord(db, { terms, facts, prepared, publication });
    const { drafts } = prepared;
    const listed = urns && new Set(urns);
    const taken = drafts.filter(({ urn }) => !listed || listed.has(urn));
    const toStart = taken.filter(({ scope }) => scope.kind !== 'out-of-scope');
    const outside = taken.filter(({ scope }) => scope.kind === 'out-of-scope');
    const modelVersion = await db.transaction(async (trx) => {
      const id = await storeModelRecord(trx, record, { codeVersion: buildId, createdAt: new Date() });
      await insertDrafts(trx, toStart, { academicYear, modelVersion: id });
      await insertOutside(trx, outside, academicYear);
      await trx('year_terms')
        .insert({ academic_year: academicYear, terms: JSON.stringify(terms) })
        .onConflict('academic_year')
        .ignore();
      await preparePlaces(trx, toStart, { academicYear, calendar: terms.calendar, policy: defaultNamingPolicy });
      return id;
    });
    const problems = whyHeld(record, await isAccepted(db, modelVersion));
    return { modelVersion, toStart: toStart.length, outOfScope: outside.length, problems };
  };

const rowsAtOnce = 500;

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
