import { type Knex } from 'knex';
import { type RecordInTask } from '../../domain/process/transition-record.js';
import { appendRow, lockChain } from '../audit-log.js';
import { standingOf, type Superseded } from './standing.js';
import { bodyOf, type TransitionBody } from './transition-body.js';

interface ViewWriter {
  /** Takes back what the superseded transitions did beside their view; what it returns stands in the row of the log. */
  readonly prepare?: (trx: Knex.Transaction, superseded: Superseded) => Promise<Pick<TransitionBody, 'liveBefore'>>;
  readonly write: (trx: Knex.Transaction, isSuperseding: boolean) => Promise<void>;
}

/**
 * Writes a transition once, however often it is asked for, with its view and notices in one database transaction. Where a lost workflow
 * task wrote other things from this version on, those stay in the log, and view and notices are what this record says.
 */
export async function recordTransition<View>(
  db: Knex,
  record: RecordInTask<View>,
  { prepare, write }: ViewWriter,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockChain(trx, record.workflowId);
    const standing = await standingOf(trx, record);
    if (standing.is !== 'new') return;
    const { attempt, superseded } = standing;
    const more = await prepare?.(trx, superseded);
    await append(trx, record, { attempt, body: { ...bodyOf(record), ...more, ...supersedes(superseded) } });
    await write(trx, superseded.length > 0);
    await tell(trx, record, superseded.length > 0);
  });
}

const append = <View>(
  trx: Knex.Transaction,
  { workflowId, version, atMilliseconds, isAccepted, note, cause }: RecordInTask<View>,
  written: { readonly attempt: number; readonly body: TransitionBody },
): Promise<void> =>
  appendRow(trx, {
    workflowId,
    version,
    atMilliseconds,
    kind: cause.kind,
    isAccepted,
    note,
    ...written,
    ...(cause.actor && { actor: cause.actor }),
    ...(cause.commandId !== undefined && { commandId: cause.commandId }),
  });

/** Those who were told of what does not hold are named in the log, because what they read cannot be unread. */
function supersedes(superseded: Superseded): Pick<TransitionBody, 'supersedes'> {
  if (superseded.length === 0) return {};
  return {
    supersedes: {
      versions: superseded.map(({ version }) => version),
      told: superseded.flatMap(({ body }) => body.notices),
    },
  };
}

async function tell<View>(
  trx: Knex.Transaction,
  { workflowId, version, atMilliseconds, notices }: RecordInTask<View>,
  isSuperseding: boolean,
): Promise<void> {
  if (isSuperseding) await trx('notice').where({ workflow_id: workflowId }).andWhere('version', '>=', version).delete();
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
}
