import { type Knex } from 'knex';
import { type RecordInTask } from '../../domain/process/transition-record.js';
import { type RecallView } from '../../domain/recall/recall.js';
import { suspendReads } from '../suspensions.js';
import { recordTransition } from './record-transition.js';
import { writeView } from './write-view.js';

/**
 * One step of a recall: audit row and read model in one database transaction. A confirmation stops reads in that transaction too: it is
 * answered only when this has been written, so whoever is told that a recall is confirmed can rely on it. A confirmation that a lost
 * workflow task wrote, and that does not hold, stops them no more.
 */
export const recordRecall = (db: Knex, record: RecordInTask<RecallView>): Promise<void> =>
  recordTransition(db, record, {
    prepare: async (trx, superseded) => {
      if (superseded.some(({ body }) => (body.view as RecallView).stage === 'suspending'))
        await trx('suspension').where({ recall_id: record.view.recallId }).delete();
      return {};
    },
    write: async (trx, isSuperseding) => {
      const { view, version, workflowId, atMilliseconds } = record;
      const columns = {
        academic_year: view.academicYear,
        workflow_id: workflowId,
        version,
        purpose: view.purpose,
        scope: JSON.stringify(view.scope),
        reason: view.reason,
        stage: view.stage,
        proposed_by: view.proposedBy,
        confirmed_by: view.confirmedBy ?? null,
        touched: view.touched,
        redrafts: view.redrafts ? JSON.stringify(view.redrafts) : null,
        problems: JSON.stringify(view.problems),
        updated_at: new Date(atMilliseconds),
      };
      await writeView(trx, { table: 'recall_view', key: { recall_id: view.recallId }, columns }, isSuperseding);
      if (view.stage === 'suspending') await suspendReads(trx, view);
    },
  });
