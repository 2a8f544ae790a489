import { type Knex } from 'knex';
import { appendRow, lockChain } from '../audit-log.js';
import { type RecordConflict } from './record-transition.js';

/** Of the row that says so; no process has a message of this kind. */
export const recordConflictKind = 'recordConflict';

/** Notices of a version are numbered from 0; an alarm about it has a place of its own. */
const alarmPosition = -1;

/** Logs that a run was stopped because its records disagree with the log, and notifies the operators; once for each run. */
export async function raiseRecordConflict(db: Knex, { workflowId, version, runId }: RecordConflict): Promise<void> {
  await db.transaction(async (trx) => {
    await lockChain(trx, workflowId);
    const isRaised = await trx('audit_log')
      .where({ workflow_id: workflowId, kind: recordConflictKind, run_id: runId })
      .first<{ id: string } | undefined>('id');
    if (isRaised) return;
    const atMilliseconds = Date.now();
    const note = `A run disagrees with version ${version} of the log; it takes no further decision.`;
    await appendRow(trx, {
      workflowId,
      runId,
      atMilliseconds,
      kind: recordConflictKind,
      isAccepted: false,
      note,
      body: {},
    });
    await trx('notice')
      .insert({
        workflow_id: workflowId,
        version,
        position: alarmPosition,
        recipient: 'operators',
        about:
          'A process disagrees with its log, as one does that was reset in the engine. It is stopped until you have looked at it.',
        at: new Date(atMilliseconds),
      })
      .onConflict(['workflow_id', 'version', 'position'])
      .ignore();
  });
}
