import { type Knex } from 'knex';
import { type CampaignView } from '../../domain/campaign/state.js';
import { recordTransition, type RunRecord } from './record-transition.js';

/** One step of a campaign: its audit row and notices. Its page asks the campaign itself, so it has no row in the read model. */
export const recordCampaign = (db: Knex, record: RunRecord<CampaignView>): Promise<void> =>
  recordTransition(db, record);
