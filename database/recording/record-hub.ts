import { type Knex } from 'knex';
import { type HubView } from '../../domain/hubs/view.js';
import { recordTransition, type RunRecord } from './record-transition.js';
import { writeView } from './write-view.js';

/** One transition of a hub's year: audit row and read model in one database transaction. */
export const recordHub = (db: Knex, record: RunRecord<HubView>): Promise<void> =>
  recordTransition(db, record, async (trx) => {
    const { view, version, workflowId, atMilliseconds } = record;
    const columns = {
      workflow_id: workflowId,
      version,
      enhanced_places: view.enhancedPlaces,
      enhanced_taken: view.enhancedTaken,
      regional_places: view.regionalPlaces,
      regional_taken: view.regionalTaken,
      is_open: view.isOpen,
      updated_at: new Date(atMilliseconds),
    };
    const key = { academic_year: workflowId.split('/')[1], hub_id: view.hubId };
    await writeView(trx, { table: 'hub_view', key, columns });
  });
