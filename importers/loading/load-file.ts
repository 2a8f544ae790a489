import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Knex } from 'knex';
import { type ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type FileFormat, type MappedRow } from '../formats/file-format.js';
import { type ErrorList, wholeFile } from '../import-error.js';
import { copyLine } from './copy-text.js';
import { type MappingCounts } from './map-records.js';
import { type Again, batchInForce, newerInForce } from './in-force.js';
import { type Store } from './store.js';

interface BatchDescription {
  readonly fileName: string;
  readonly sha256: string;
  readonly byteCount: number;
  readonly importedBy: string;
  readonly importedAt: Date;
  /** `yyyy-mm-dd` */
  readonly publishedOn: string | undefined;
}

export interface Load {
  readonly format: FileFormat;
  readonly batch: BatchDescription;
  readonly rows: AsyncIterable<MappedRow>;
  readonly counts: MappingCounts;
  readonly errors: ErrorList;
  /** Whether the file may take the place of one that was published after it. */
  readonly mayBeOlder: boolean;
  readonly again: Again;
}

export type LoadResult =
  { readonly result: 'loaded' | 'already-there'; readonly batchId: number } | { readonly result: 'refused' };

class Refusal extends Error {}

/**
 * Stores a file whole or not at all: one transaction holds the batch and its rows, and any fault undoes it.
 * Imports of one kind run one after another, so that the second of the same bytes finds the batch of the first.
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
  await transaction.raw('select pg_advisory_xact_lock(hashtext(?))', [`import ${format.kind}`]);
  const earlier = await batchInForce(transaction, format, { ...batch, again: load.again });
  if (earlier !== undefined) return { result: 'already-there', batchId: earlier };
  const [inserted] = await transaction('batch')
    .insert({
      kind: format.kind,
      file_name: batch.fileName,
      sha256: batch.sha256,
      byte_count: batch.byteCount,
      imported_by: batch.importedBy,
      imported_at: batch.importedAt,
      published_on: batch.publishedOn ?? null,
    })
    .returning<{ id: string }[]>('id');
  const batchId = Number(inserted?.id);
  await copyRows(transaction, load, batchId);
  await checkAge(transaction, load, batchId);
  if (errors.count > 0) throw new Refusal();
  await transaction('batch').where('id', batchId).update({ row_count: counts.rows });
  return { result: 'loaded', batchId };
}

/** A file that was published before the one it would replace is most likely an old download; a person has to say that it is meant. */
async function checkAge(transaction: Knex.Transaction, load: Load, batchId: number): Promise<void> {
  const { format, batch, errors, mayBeOlder } = load;
  if (mayBeOlder || batch.publishedOn === undefined || errors.count > 0) return;
  const newer = await newerInForce(transaction, format, { batchId, publishedOn: batch.publishedOn });
  if (newer === undefined) return;
  errors.add({
    line: 1,
    column: wholeFile,
    problem: `The file is of ${batch.publishedOn}, and the one in force, ${newer.fileName}, is of ${newer.publishedOn}.`,
    remedy: 'Import the newest file. If this older one is to count from now on, import it by itself with --older.',
  });
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
