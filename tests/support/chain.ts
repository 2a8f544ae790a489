import { type Knex } from 'knex';
import { chainHash, firstHash } from '../../database/audit-log.js';

type Row = Parameters<typeof chainHash>[1];

export interface ChainRow extends Row {
  readonly id: string;
  readonly previous_hash: string;
  readonly hash: string;
}

export const chainOf = (db: Knex, workflowId: string): Promise<ChainRow[]> =>
  db('audit_log').where({ workflow_id: workflowId }).orderBy('id').select<ChainRow[]>('*');

/** What somebody who checks the log does: from the first row on, each hash is computed again from what the database gives back. */
export async function isStraight(db: Knex, workflowId: string): Promise<boolean> {
  let previous = firstHash;
  for (const row of await chainOf(db, workflowId)) {
    if (row.previous_hash !== previous || row.hash !== chainHash(previous, row)) return false;
    previous = row.hash;
  }
  return true;
}
