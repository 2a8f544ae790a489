import { type Notice } from '../domain/process/transition-record.js';
import { type Database, type Transaction } from './database.js';

export interface NoticeRow {
  readonly id: string;
  readonly workflow_id: string;
  readonly version: number;
  readonly position: number;
  readonly recipient: string;
  readonly about: string;
  readonly at: Date;
}

/** Those whom one version of a workflow notifies, in their order. */
export interface Notices {
  readonly workflowId: string;
  readonly version: number;
  readonly at: Date;
  readonly notices: readonly Notice[];
}

export async function insertNotices(trx: Transaction, { workflowId, version, at, notices }: Notices): Promise<void> {
  if (notices.length === 0) return;
  await trx('notice').insert(
    notices.map(({ to, about }, position) => ({
      workflow_id: workflowId,
      version,
      position,
      recipient: to,
      about,
      at,
    })),
  );
}

/** Notices about some workflows, in the order they were sent; of some recipients only where they are given. */
export async function listNotices(
  db: Database,
  workflowIds: readonly string[],
  recipients?: readonly string[],
): Promise<NoticeRow[]> {
  const query = db('notice').whereIn('workflow_id', workflowIds);
  if (recipients) query.whereIn('recipient', recipients);
  return query.orderBy(['at', 'id']).select<NoticeRow[]>('*');
}
