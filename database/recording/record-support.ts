import { type Knex } from 'knex';
import { schoolOfId } from '../../contracts/workflow-ids.js';
import { type SupportView } from '../../domain/support/support-view.js';
import { recordTransition, type RunRecord } from './record-transition.js';
import { writeView } from './write-view.js';

/** One transition of a support: audit row and read model in one database transaction. */
export const recordSupport = (db: Knex, record: RunRecord<SupportView>): Promise<void> =>
  recordTransition(db, record, async (trx) => {
    const { year, urn } = schoolOfId(record.workflowId);
    const { view, version, workflowId, runId, atMilliseconds } = record;
    const columns = {
      workflow_id: workflowId,
      run_id: runId,
      version,
      stage: view.stage,
      pathway: view.pathway,
      hub_id: view.hubId ?? null,
      waiting_reason: view.waitingReason ?? null,
      why: JSON.stringify(view.why),
      milestones: JSON.stringify(view.milestones),
      days_used: view.daysUsed,
      need_points: view.needPoints ?? null,
      waiting_since: view.waitingSinceMilliseconds === undefined ? null : new Date(view.waitingSinceMilliseconds),
      due_on: view.dueOn ?? null,
      overdue: JSON.stringify(view.overdue ?? []),
      outcome: view.outcome ?? null,
      carries: view.carries ? JSON.stringify(view.carries) : null,
      updated_at: new Date(atMilliseconds),
    };
    await writeView(trx, { table: 'support_view', key: { academic_year: year, urn }, columns });
  });
