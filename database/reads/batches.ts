import { type Knex } from 'knex';

export interface BatchRow {
  readonly id: string;
  readonly kind: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly byte_count: string;
  readonly row_count: number;
  readonly imported_by: string;
  readonly imported_at: Date;
}

/** Imported files, the newest first, before a batch id; one more than `limit`. */
export async function listBatches(
  db: Knex,
  page: { readonly beforeId?: string; readonly limit: number },
): Promise<BatchRow[]> {
  const query = db('batch');
  if (page.beforeId !== undefined) query.where('id', '<', page.beforeId);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .select<BatchRow[]>('*');
}
