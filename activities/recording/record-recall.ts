import { type Knex } from 'knex';
import { type TransitionRecord } from '../../contracts/transition-record.js';
import { type RecallView } from '../../domain/recall/recall.js';
import { suspendReads } from '../recall/reads.js';
import { recordTransition } from './record-transition.js';

/**
 * One step of a recall: audit row and read model in one database transaction. A confirmation stops reads in that transaction too: it is
 * answered only when this has been written, so whoever is told that a recall is confirmed can rely on it.
 */
export const recordRecall = (db: Knex, record: TransitionRecord<RecallView>): Promise<void> =>
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
    await trx('recall_view')
      .insert({ recall_id: view.recallId, ...columns })
      .onConflict('recall_id')
      .merge(Object.keys(columns))
      .where('recall_view.version', '<', version);
    if (view.stage === 'suspending') await suspendReads(trx, view);
  });
