import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import { type RecallInput } from '../../domain/recall/messages.js';
import { prepareCampaign } from '../../domain/drafting/prepare-drafts.js';
import { type RedraftCounts } from '../../domain/recall/messages.js';
import { readCampaignFacts } from '../../database/facts/campaign-facts.js';
import { findModel } from '../../database/model-records.js';
import { countNotRedrafted, touchedByModel, writeOutcomes } from '../../database/recalls/touched-schools.js';
import { replaceDraft } from '../../database/reports/drafts.js';
import { type Dependencies } from '../dependencies.js';
import { givePlaces } from '../naming/places.js';

/**
 * Prepares the drafts of the schools touched from the figures as they are now, each with the model it was made by: the other schools'
 * reports rest on that fit, and one school's corrected figure must not change them.
 */
export const prepareRedrafts =
  ({ db }: Dependencies) =>
  async ({ recallId, academicYear }: RecallInput): Promise<void> => {
    const touched = await touchedByModel(db, { recallId, academicYear });
    const facts = await readCampaignFacts(db, academicYear);
    for (const [modelVersion, urns] of touched) {
      heartbeat(modelVersion);
      const fitted = await findModel(db, modelVersion);
      if (!fitted) throw new Error(`There is no model ${modelVersion}.`);
      const { drafts } = prepareCampaign(facts, fitted.model);
      const again = drafts.filter(({ urn }) => urns.has(urn));
      await db.transaction(async (trx) => {
        for (const draft of again) await replaceDraft(trx, academicYear, draft);
        await givePlaces(trx, academicYear, again);
      });
    }
  };

const betweenLooks = 500;

/** Waits until every school that was signalled has its draft again, and counts the results. */
export const awaitRedrafts =
  ({ db }: Dependencies) =>
  async ({ recallId }: RecallInput): Promise<RedraftCounts> => {
    while ((await countNotRedrafted(db, recallId)) > 0) {
      heartbeat();
      await pause(betweenLooks);
    }
    return writeOutcomes(db, recallId);
  };
