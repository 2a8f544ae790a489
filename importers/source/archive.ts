import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** What an archive may hold; the largest published one has a few dozen files of at most 60 MB. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Of everything in it, uncompressed. */
  readonly totalBytes: number;
  /** Uncompressed to compressed bytes of one file; figures as text shrink to a tenth or a twentieth. */
  readonly ratio: number;
}

const usualLimits: ArchiveLimits = { entries: 1000, totalBytes: 1024 ** 3, ratio: 250 };

/** Small files of one repeated line shrink without bound and harm nobody. */
const alwaysFineBytes = 1024 ** 2;

export interface UnpackedFile {
  /** Its path in the archive. */
  readonly name: string;
  /** A private copy, under a name of our own. */
  readonly path: string;
}

export interface Unpacked {
  readonly files: readonly UnpackedFile[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly dispose: () => Promise<void>;
}

/** Why an archive is not read at all; the message is for the person who imports it. */
export class ArchiveProblem extends Error {}

const workbookParts = /^(xl\/workbook\.xml|content\.xml)$/;

/**
 * Unpacks the CSV files of a ZIP archive to a private folder. Archives inside it are not opened. The caller disposes.
 * @throws ArchiveProblem when it is damaged, unsafe, a workbook, or beyond the limits.
 */
export async function unpack(path: string, limits: ArchiveLimits = usualLimits): Promise<Unpacked> {
  const folder = await mkdtemp(join(tmpdir(), 'abie-archive-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { ...(await unpackInto(folder, path, limits)), dispose };
  } catch (error) {
    await dispose();
    if (error instanceof ArchiveProblem) throw error;
    throw new ArchiveProblem('The archive is damaged or has file names that lead out of it. Download it again.');
  }
}

async function unpackInto(folder: string, path: string, limits: ArchiveLimits): Promise<Omit<Unpacked, 'dispose'>> {
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
  try {
    const entries = await entriesOf(archive, limits);
    const files: UnpackedFile[] = [];
    const skipped: { name: string; reason: string }[] = [];
    const room = { bytes: limits.totalBytes };
    for (const entry of entries) {
      const reason = whySkipped(entry);
      if (reason !== undefined) {
        skipped.push({ name: entry.fileName, reason });
        continue;
      }
      const target = join(folder, String(files.length));
      await copyEntry(archive, entry, { target, room });
      files.push({ name: entry.fileName, path: target });
    }
    return { files, skipped };
  } finally {
    archive.close();
  }
}

async function entriesOf(archive: ZipFile, limits: ArchiveLimits): Promise<readonly Entry[]> {
  if (archive.entryCount > limits.entries)
    throw new ArchiveProblem(`The archive holds more than ${limits.entries} files. Unpack the ones you need.`);
  const entries: Entry[] = [];
  let total = 0;
  for await (const entry of archive.eachEntry()) {
    if (workbookParts.test(entry.fileName))
      throw new ArchiveProblem('The file is a workbook. Open it and save the sheet as "CSV UTF-8 (comma delimited)".');
    total += entry.uncompressedSize;
    if (total > limits.totalBytes) throw tooLarge();
    if (entry.uncompressedSize > Math.max(alwaysFineBytes, limits.ratio * entry.compressedSize))
      throw new ArchiveProblem(
        `${entry.fileName} would unpack to more than ${limits.ratio} times its size. Check the archive.`,
      );
    if (!entry.fileName.endsWith('/')) entries.push(entry);
  }
  return entries;
}

const tooLarge = (): ArchiveProblem =>
  new ArchiveProblem('The archive would unpack to more than 1 GiB. Unpack the files you need and import those.');

function whySkipped(entry: Entry): string | undefined {
  if (/\.(zip|7z|rar|tar|tgz)$/i.test(entry.fileName)) return 'it is an archive inside an archive; unpack it first';
  if (!/\.csv(\.gz)?$/i.test(entry.fileName)) return notCsv(entry.fileName);
  return entry.isEncrypted() ? 'it is encrypted; unpack it first' : undefined;
}

const saveAsCsv = 'open it and save the sheet as "CSV UTF-8 (comma delimited)"';

/** Why a file that is not CSV is not read, and what to do. */
export const notCsv = (name: string): string =>
  /\.(xlsx|xlsm|xlsb|xls|ods)$/i.test(name) ? `it is a workbook; ${saveAsCsv}` : 'it is not a CSV file';

/** Counts what really comes out, whatever the archive's list says. */
async function copyEntry(
  archive: ZipFile,
  entry: Entry,
  { target, room }: { readonly target: string; readonly room: { bytes: number } },
): Promise<void> {
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      room.bytes -= chunk.length;
      if (room.bytes < 0) done(tooLarge());
      else done(null, chunk);
    },
  });
  await pipeline(await archive.openReadStreamPromise(entry), count, createWriteStream(target));
}
