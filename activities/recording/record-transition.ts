import { type Knex } from 'knex';
import { type TransitionRecord } from '../../contracts/transition-record.js';
import { appendAudit } from '../adapters/audit-log.js';

/** Writes a transition once, however often it is asked for; `writeView` runs in the same database transaction. */
export async function recordTransition<View>(
  db: Knex,
  record: TransitionRecord<View>,
  writeView: (trx: Knex.Transaction) => Promise<void>,
): Promise<void> {
  await db.transaction(async (trx) => {
    const { workflowId, version, atMilliseconds, cause, isAccepted, note, view, notices } = record;
    const isNew = await appendAudit(trx, {
      workflowId,
      version,
      atMilliseconds,
      kind: cause.kind,
      isAccepted,
      note,
      body: { view, notices, ...(cause.reason !== undefined && { reason: cause.reason }) },
      ...(cause.actor && { actor: cause.actor }),
      ...(cause.commandId !== undefined && { commandId: cause.commandId }),
    });
    if (!isNew) return;
    await writeView(trx);
    if (notices.length === 0) return;
    await trx('notice').insert(
      notices.map(({ to, about }, position) => ({
        workflow_id: workflowId,
        version,
        position,
        recipient: to,
        about,
        at: new Date(atMilliseconds),
      })),
    );
  });
}
