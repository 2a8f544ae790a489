import { type Database, type Transaction } from './database.js';
import { createHash } from 'node:crypto';
import { type Actor } from '../domain/process/actor.js';
import { canonical } from '../domain/shared/canonical.js';

/** What one row of the audit log says; `version` is missing for a command refused before it reached a workflow's state. */
export interface AuditEntry {
  readonly workflowId: string;
  readonly version?: number;
  /** The engine's run that the entry comes from; missing where no workflow was involved. */
  readonly runId?: string;
  readonly atMilliseconds: number;
  readonly actor?: Actor;
  readonly kind: string;
  readonly commandId?: string;
  readonly isAccepted: boolean;
  readonly note: string;
  readonly body: unknown;
}

interface AuditRow {
  readonly workflow_id: string;
  readonly run_id: string | null;
  readonly version: number | null;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly kind: string;
  readonly command_id: string | null;
  readonly is_accepted: boolean;
  readonly note: string;
  readonly body: unknown;
}

/** A row with its place in the chain of its workflow. */
export interface AuditLogRow extends AuditRow {
  readonly id: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** The chain of refusals that belong to no workflow. */
export const accessChain = 'access';

export const firstHash = '0'.repeat(64);

/** A lock per workflow, to the end of the transaction, keeps the chain straight when the API and a worker write at once. */
export async function lockChain(trx: Transaction, workflowId: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [workflowId]);
}

/** Appends a row to the chain of its workflow, inside the caller's transaction. */
export async function appendAudit(trx: Transaction, entry: AuditEntry): Promise<void> {
  await lockChain(trx, entry.workflowId);
  await appendRow(trx, entry);
}

/** For a transaction that holds the chain's lock. */
export async function appendRow(trx: Transaction, entry: AuditEntry): Promise<void> {
  const last = await trx('audit_log')
    .where({ workflow_id: entry.workflowId })
    .orderBy('id', 'desc')
    .first<{ hash: string } | undefined>('hash');
  const row = rowOf(entry);
  const previousHash = last?.hash ?? firstHash;
  await trx('audit_log').insert({
    ...row,
    body: JSON.stringify(row.body),
    previous_hash: previousHash,
    hash: chainHash(previousHash, row),
  });
}

/**
 * The hash that binds a row to the one before it: SHA-256 over the previous hash and the row in canonical JSON.
 */
export function chainHash(previousHash: string, row: AuditRow): string {
  const { workflow_id, run_id, version, at, actor_id, actor_role, kind, command_id, is_accepted, note, body } = row;
  const content = [
    previousHash,
    workflow_id,
    run_id,
    version,
    at.toISOString(),
    actor_id,
    actor_role,
    kind,
    command_id,
    is_accepted,
    note,
    canonical(body),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

const rowOf = (entry: AuditEntry): AuditRow => ({
  workflow_id: entry.workflowId,
  run_id: entry.runId ?? null,
  version: entry.version ?? null,
  at: new Date(entry.atMilliseconds),
  actor_id: entry.actor?.id ?? null,
  actor_role: entry.actor?.role ?? null,
  kind: entry.kind,
  command_id: entry.commandId ?? null,
  is_accepted: entry.isAccepted,
  note: entry.note,
  body: entry.body,
});

/** Rows of one workflow's chain in the order they were written, after a row id; one more than `limit`. */
export const listAudit = (
  db: Database,
  workflowId: string,
  page: { readonly afterId: string; readonly limit: number },
): Promise<AuditLogRow[]> =>
  db('audit_log')
    .where({ workflow_id: workflowId })
    .andWhere('id', '>', page.afterId)
    .orderBy('id')
    .limit(page.limit + 1)
    .select<AuditLogRow[]>('*')
    .then((rows) => rows);

/** The transitions of one workflow, oldest first: what its decision log says, without asking it. */
export const listTransitions = (db: Database, workflowId: string): Promise<AuditLogRow[]> =>
  db('audit_log')
    .where({ workflow_id: workflowId })
    .whereNotNull('version')
    .orderBy('version')
    .select<AuditLogRow[]>('*')
    .then((rows) => rows);

/** The row of a command that has been accepted; undefined where none has. */
export const acceptedCommand = (
  db: Database,
  workflowId: string,
  commandId: string,
): Promise<AuditLogRow | undefined> =>
  db('audit_log')
    .where({ workflow_id: workflowId, command_id: commandId, is_accepted: true })
    .first<AuditLogRow | undefined>('*')
    .then((row) => row);

/** What the newest transition of a workflow says of it. */
export interface LogEnd {
  readonly version: number;
  readonly stage: string;
  /** The run that wrote it. */
  readonly runId: string;
  /** Transitions in the log; without a gap they are as many as the version. */
  readonly rows: number;
}

/** Undefined for a workflow that has no transition in the log. */
export async function endOfLog(db: Database, workflowId: string): Promise<LogEnd | undefined> {
  const transitions = db('audit_log').where({ workflow_id: workflowId }).whereNotNull('version');
  return transitions
    .orderBy('version', 'desc')
    .first<LogEnd | undefined>(
      'version',
      db.raw(`body->'view'->>'stage' as stage`),
      db.raw('run_id as "runId"'),
      db.raw('(count(*) over ())::int as rows'),
    );
}
