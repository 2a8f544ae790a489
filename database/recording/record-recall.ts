import { type Knex } from 'knex';
import { type RecallView } from '../../domain/recall/state.js';
import { suspendReads } from '../suspensions.js';
import { recordTransition, type RunRecord } from './record-transition.js';
import { writeView } from './write-view.js';

/**
 * One step of a recall: audit row and read model in one database transaction. A confirmation stops reads in that transaction too: it is
 * answered only when this has been written, so a confirmed recall can be relied on.
 */
export const recordRecall = (db: Knex, record: RunRecord<RecallView>): Promise<void> =>
  recordTransition(db, record, async (trx) => {
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
    await writeView(trx, { table: 'recall_view', key: { recall_id: view.recallId }, columns });
    if (view.stage === 'suspending') await suspendReads(trx, view);
  });
