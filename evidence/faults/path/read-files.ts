import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type FileKind } from '../../../importers/file-kind.js';
import { type TableRow } from '../../../importers/formats/file-format.js';
import { type ImportError } from '../../../importers/import-error.js';
import { openFile, refused } from '../../../importers/open-file.js';
import { type SpooledFile } from '../../../importers/source/spool.js';
import { type DataFile, type Folder } from '../data/folder.js';
import { sheetText } from '../data/sheet.js';

interface BatchRow {
  readonly line: number;
  readonly cells: TableRow;
}

/** One imported file: what the table rows of its batch would be. */
export interface Batch {
  readonly id: number;
  readonly kind: FileKind;
  readonly rows: readonly BatchRow[];
}

export interface Refusal {
  readonly fileName: string;
  readonly errors: readonly ImportError[];
}

export type FolderRead =
  | { readonly kind: 'read'; readonly batches: readonly Batch[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type FileRead = (Omit<Batch, 'id'> & { readonly sha256: string }) | Refusal;

/** Reading is a function of a file's bytes, so a file that no fault has touched is read once. */
const readBefore = new WeakMap<DataFile, Promise<FileRead>>();

/**
 * Reads a folder through the importers' own code, file by file in the order of import. The first refused file ends it; a file of the
 * same bytes as one before changes nothing.
 */
export async function readFolder({ files }: Folder): Promise<FolderRead> {
  const batches: Batch[] = [];
  const taken = new Set<string>();
  for (const file of files.values()) {
    const held = readBefore.get(file) ?? read(file);
    readBefore.set(file, held);
    const result = await held;
    if ('errors' in result) return { kind: 'refused', refusal: result };
    const { sha256, kind, rows } = result;
    if (taken.has(sha256)) continue;
    taken.add(sha256);
    batches.push({ id: batches.length + 1, kind, rows });
  }
  return { kind: 'read', batches };
}

async function read(file: DataFile): Promise<FileRead> {
  const { fileName } = file;
  const bytes = 'bytes' in file ? file.bytes : Buffer.from(sheetText(file));
  const held = inMemory(bytes);
  const opened = await openFile({ fileName, file: held }, nothingBefore);
  if (opened.outcome === 'refused') return { fileName, errors: opened.errors };
  if (opened.outcome === 'unchanged') return { fileName, errors: [] };
  const rows: BatchRow[] = [];
  for await (const row of opened.rows) rows.push(row);
  if (opened.errors.count > 0) return { fileName, errors: refused(opened.errors, opened.format.kind).errors };
  return { kind: opened.format.kind, rows, sha256: held.sha256 };
}

const nothingBefore = {
  batchOf: (): Promise<undefined> => Promise.resolve(undefined),
  registerUrns: (): Promise<ReadonlySet<string>> => Promise.resolve(new Set<string>()),
};

const inMemory = (bytes: Buffer): SpooledFile => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  byteCount: bytes.length,
  firstBytes: bytes.subarray(0, 4),
  open: () => Readable.from(chunksOf(bytes)),
  dispose: () => Promise.resolve(),
});

const chunkBytes = 65_536;

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}
