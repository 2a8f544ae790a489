import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Knex } from 'knex';
import { type ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type FileFormat } from '../formats/file-format.js';
import { type ErrorList } from '../import-error.js';
import { copyLine } from './copy-text.js';
import { type MappedRow, type MappingCounts } from './map-records.js';
import { findBatch, type Store } from './store.js';

interface BatchDescription {
  readonly fileName: string;
  readonly sha256: string;
  readonly byteCount: number;
  readonly importedBy: string;
  readonly importedAt: Date;
}

export interface Load {
  readonly format: FileFormat;
  readonly batch: BatchDescription;
  readonly rows: AsyncIterable<MappedRow>;
  readonly counts: MappingCounts;
  readonly errors: ErrorList;
}

export type LoadResult =
  { readonly result: 'loaded' | 'already-there'; readonly batchId: number } | { readonly result: 'refused' };

class Refusal extends Error {}

/**
 * Stores a file whole or not at all: one transaction holds the batch and its rows, and any fault undoes it.
 * When two imports of the same bytes run at once, the second waits for the first and finds its batch.
 */
export async function loadFile(store: Store, load: Load): Promise<LoadResult> {
  try {
    return await store.transaction((transaction) => loadWithin(transaction, load));
  } catch (error) {
    if (error instanceof Refusal) return { result: 'refused' };
    throw error;
  }
}

async function loadWithin(transaction: Knex.Transaction, load: Load): Promise<LoadResult> {
  const { format, batch, counts, errors } = load;
  const [inserted] = await transaction('batch')
    .insert({
      kind: format.kind,
      file_name: batch.fileName,
      sha256: batch.sha256,
      byte_count: batch.byteCount,
      imported_by: batch.importedBy,
      imported_at: batch.importedAt,
    })
    .onConflict(['kind', 'sha256'])
    .ignore()
    .returning<{ id: string }[]>('id');
  if (inserted === undefined) return alreadyThere(transaction, load);
  const batchId = Number(inserted.id);
  await copyRows(transaction, load, batchId);
  if (errors.count > 0) throw new Refusal();
  await transaction('batch').where('id', batchId).update({ row_count: counts.rows });
  return { result: 'loaded', batchId };
}

async function alreadyThere(transaction: Knex.Transaction, { format, batch }: Load): Promise<LoadResult> {
  const batchId = await findBatch(transaction, format.kind, batch.sha256);
  if (batchId === undefined)
    throw new Error(`A batch of kind ${format.kind} conflicts with this file and cannot be found.`);
  return { result: 'already-there', batchId };
}

async function copyRows(transaction: Knex.Transaction, load: Load, batchId: number): Promise<void> {
  const { table, tableColumns } = load.format;
  // A transaction's client hands out the one connection that the transaction runs on.
  const client = transaction.client as { acquireConnection: () => Promise<ClientBase> };
  const connection = await client.acquireConnection();
  const columns = [...tableColumns, 'batch_id', 'line'];
  const sink = connection.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(copyChunks(load, batchId)), sink);
}

const rowsPerChunk = 500;

/** After the first fault nothing more is sent, but the rest of the file is still read to list its faults. */
async function* copyChunks({ format, rows, errors }: Load, batchId: number): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  for await (const { line, cells } of rows) {
    if (errors.count > 0) continue;
    lines.push(copyLine([...format.tableColumns.map((column) => cells[column] ?? null), batchId, line]));
    if (lines.length < rowsPerChunk) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(lines.join(''));
}
