import { type Knex } from 'knex';
import { type TransitionRecord } from '../../domain/process/transition-record.js';
import { appendRow, lockChain } from '../audit-log.js';
import { canonical } from '../../domain/shared/canonical.js';
import { insertNotices } from '../notices.js';
import { bodyOf, type TransitionBody } from './transition-body.js';

/** A record and the engine's run that it comes from. */
export type RunRecord<View> = TransitionRecord<View> & { readonly runId: string };

/** The log holds another record of this workflow and version: the workflow was reset in the engine, and its two pasts disagree. */
export class RecordConflict extends Error {
  readonly workflowId: string;
  readonly version: number;
  readonly runId: string;

  constructor({ workflowId, version, runId }: Pick<RunRecord<unknown>, 'workflowId' | 'version' | 'runId'>) {
    super(`The log already holds another record of version ${version} of ${workflowId}.`);
    this.name = 'RecordConflict';
    this.workflowId = workflowId;
    this.version = version;
    this.runId = runId;
  }
}

/** Another run wrote a record of this version that says the same. That is a repeat only if one run is a reset of the other. */
export class RecordOfAnotherRun extends RecordConflict {
  readonly writtenBy: string;

  constructor(record: Pick<RunRecord<unknown>, 'workflowId' | 'version' | 'runId'>, writtenBy: string) {
    super(record);
    this.name = 'RecordOfAnotherRun';
    this.writtenBy = writtenBy;
  }
}

/**
 * Writes a transition once, however often it is asked for: audit row, view and notices in one database transaction.
 * @throws RecordConflict when another record of the same workflow and version has been written; nothing is changed then.
 * @throws RecordOfAnotherRun when it says the same, and another run has written it.
 */
export async function recordTransition<View>(
  db: Knex,
  record: RunRecord<View>,
  writeView?: (trx: Knex.Transaction) => Promise<void>,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockChain(trx, record.workflowId);
    const written = await writtenRow(trx, record);
    if (written) {
      if (contentOf(written) !== contentOf(saidBy(record))) throw new RecordConflict(record);
      if (written.run_id === record.runId) return;
      throw new RecordOfAnotherRun(record, written.run_id);
    }
    await append(trx, record);
    await writeView?.(trx);
    await insertNotices(trx, { ...record, at: new Date(record.atMilliseconds) });
  });
}

interface Said {
  readonly kind: string;
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly command_id: string | null;
  readonly is_accepted: boolean;
  readonly note: string;
  readonly body: TransitionBody;
}

interface WrittenRow extends Said {
  readonly run_id: string;
}

const writtenRow = <View>(
  trx: Knex.Transaction,
  { workflowId, version }: RunRecord<View>,
): Promise<WrittenRow | undefined> =>
  trx('audit_log').where({ workflow_id: workflowId, version }).first<WrittenRow | undefined>('*');

/** What a record says, without the moment: a reset run applies the same decision again at a later one. */
const contentOf = ({ kind, actor_id, actor_role, command_id, is_accepted, note, body }: Said): string =>
  JSON.stringify([kind, actor_id, actor_role, command_id, is_accepted, note, canonical(body)]);

const saidBy = <View>({ cause, isAccepted, note, ...record }: RunRecord<View>): Said => ({
  kind: cause.kind,
  actor_id: cause.actor?.id ?? null,
  actor_role: cause.actor?.role ?? null,
  command_id: cause.commandId ?? null,
  is_accepted: isAccepted,
  note,
  body: bodyOf({ ...record, cause }),
});

const append = <View>(trx: Knex.Transaction, { cause, ...record }: RunRecord<View>): Promise<void> =>
  appendRow(trx, {
    workflowId: record.workflowId,
    runId: record.runId,
    version: record.version,
    atMilliseconds: record.atMilliseconds,
    kind: cause.kind,
    isAccepted: record.isAccepted,
    note: record.note,
    body: bodyOf({ ...record, cause }),
    ...(cause.actor && { actor: cause.actor }),
    ...(cause.commandId !== undefined && { commandId: cause.commandId }),
  });
