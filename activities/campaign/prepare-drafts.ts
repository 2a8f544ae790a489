import { heartbeat } from '@temporalio/activity';
import { type DraftsPrepared } from '../../contracts/activities.js';
import { type CampaignInput } from '../../domain/campaign/messages.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { prepareCampaign } from '../../domain/drafting/prepare-drafts.js';
import { defaultNamingPolicy } from '../../domain/naming/policy.js';
import { demonstrationPublication } from '../../domain/model-record/publication.js';
import { whyHeld } from '../../domain/model-record/standing.js';
import { type Transaction } from '../../database/database.js';
import { readCampaignFacts } from '../../database/facts/campaign-facts.js';
import { isRecordAccepted } from '../../database/model-records.js';
import { insertDrafts } from '../../database/reports/drafts.js';
import { insertPrepared } from '../../database/school-years/school-years.js';
import { pinYearTerms } from '../../database/school-years/year-terms.js';
import { type Dependencies } from '../dependencies.js';
import { preparePlaces } from '../naming/places.js';
import { campaignRecord } from '../registry/campaign-record.js';
import { storeModelRecord } from '../registry/store-record.js';

/**
 * Fits the model and stores its record, decides every school's scope and stores every draft's inputs; a second run writes the same
 * rows. Says why nothing may go to review where the record is not complete, a fairness bound is broken, or a lesson of the year before would be repeated.
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
      await storeDrafts(trx, toStart, { academicYear, modelVersion: id });
      await storeOutside(trx, outside, academicYear);
      await pinYearTerms(trx, terms);
      await preparePlaces(trx, toStart, { academicYear, calendar: terms.calendar, policy: defaultNamingPolicy });
      return id;
    });
    const problems = whyHeld(record, await isRecordAccepted(db, modelVersion));
    return { modelVersion, toStart: toStart.length, outOfScope: outside.length, problems };
  };

const rowsAtOnce = 500;

async function storeDrafts(
  trx: Transaction,
  drafts: readonly PreparedDraft[],
  made: { readonly academicYear: string; readonly modelVersion: string },
): Promise<void> {
  for (let start = 0; start < drafts.length; start += rowsAtOnce) {
    const some = drafts.slice(start, start + rowsAtOnce);
    await insertDrafts(trx, made, some);
    await insertPrepared(trx, made.academicYear, some);
    heartbeat(start);
  }
}

/** A school out of scope has one state and no workflow. */
async function storeOutside(trx: Transaction, drafts: readonly PreparedDraft[], academicYear: string): Promise<void> {
  for (let start = 0; start < drafts.length; start += rowsAtOnce)
    await insertPrepared(trx, academicYear, drafts.slice(start, start + rowsAtOnce));
}
