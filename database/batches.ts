import { type RecordedBatch } from '../domain/model-record/model-record.js';
import { type Database, type Table } from './database.js';

export interface BatchRow {
  readonly id: string;
  readonly kind: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly byte_count: string | number;
  readonly row_count: number;
  readonly imported_by: string;
  readonly imported_at: Date;
  readonly published_on: string | Date | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    batch: Table<BatchRow, never, 'id' | 'row_count' | 'published_on'>;
  }
}

/** Imported files, the newest first, before a batch id; one more than `limit`. */
export async function listBatches(
  db: Database,
  page: { readonly beforeId?: string; readonly limit: number },
): Promise<BatchRow[]> {
  const query = db('batch')
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.beforeId !== undefined) query.where('id', '<', page.beforeId);
  return query.select('*');
}

/** The batches of these kinds, in the order of their import, as a model record names them. */
export const recordedBatches = (db: Database, kinds: readonly string[]): Promise<RecordedBatch[]> =>
  db('batch')
    .whereIn('kind', kinds)
    .orderBy('id')
    .select<RecordedBatch[]>('kind', 'file_name as fileName', 'sha256', 'row_count as rowCount')
    .then((rows) => rows);
