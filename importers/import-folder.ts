import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileKind, fileKinds } from './file-kind.js';
import { formats } from './formats/all-formats.js';
import { importFile } from './import-file.js';
import { newestAbsenceYear, type Store } from './loading/store.js';
import { type ImportOutcome } from './outcome.js';
import { recogniseKind } from './recognise-kind.js';
import { readFirstRecord } from './source/first-record.js';
import { yearInFileName } from './year-in-file-name.js';

/** The result for one file of a folder. */
export interface FolderFile {
  readonly fileName: string;
  readonly outcome: ImportOutcome;
  /** The year assumed for a file that names none; show this next to its figures. */
  readonly assumedAcademicYear?: string;
}

interface FolderProgress {
  readonly fileName: string;
  readonly kind: FileKind;
  /** 1 for the first of `total`. */
  readonly position: number;
  readonly total: number;
  /** Absent when the file is about to be read. */
  readonly outcome?: ImportOutcome;
}

export interface FolderOptions {
  readonly importedBy: string;
  readonly importedAt: Date;
  /** Of figures in files that have no year, in their columns or their name; the newest year of school absence when left out. */
  readonly academicYear?: string;
  readonly onProgress?: (progress: FolderProgress) => void;
  /** Called with each CSV file of no known kind. */
  readonly onPassedOver?: (fileName: string) => void;
}

interface Recognised {
  readonly fileName: string;
  readonly kind: FileKind;
}

/**
 * Imports what it recognises in a folder, not below it, in the order of `fileKinds`, by name within a kind, so that the newest of dated files counts.
 * A refused file does not stop the others.
 */
export async function importFolder(db: Store, folder: string, options: FolderOptions): Promise<readonly FolderFile[]> {
  const recognised = await survey(folder, options);
  const files: FolderFile[] = [];
  for (const [index, { fileName, kind }] of recognised.entries()) {
    const step = { fileName, kind, position: index + 1, total: recognised.length };
    options.onProgress?.(step);
    const { importedBy, importedAt } = options;
    const year = await yearFor(db, { fileName, kind }, options.academicYear);
    const outcome = await importFile(db, {
      path: join(folder, fileName),
      kind,
      importedBy,
      importedAt,
      ...(year.used === undefined ? {} : { academicYear: year.used }),
    });
    files.push({
      fileName,
      outcome,
      ...(year.isAssumed && year.used !== undefined ? { assumedAcademicYear: year.used } : {}),
    });
    options.onProgress?.({ ...step, outcome });
  }
  return files;
}

/** A folder may hold several years, so a year in a file's name takes precedence over the one given for the folder. */
async function yearFor(
  db: Store,
  { fileName, kind }: Recognised,
  given: string | undefined,
): Promise<{ used: string | undefined; isAssumed: boolean }> {
  if (formats[kind].needsAcademicYear !== true) return { used: undefined, isAssumed: false };
  const named = yearInFileName(fileName) ?? given;
  return named === undefined
    ? { used: await newestAbsenceYear(db), isAssumed: true }
    : { used: named, isAssumed: false };
}

async function survey(folder: string, options: FolderOptions): Promise<readonly Recognised[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && /\.csv(\.gz)?$/i.test(entry.name))
    .map((entry) => entry.name);
  const recognised: Recognised[] = [];
  for (const fileName of names.sort()) {
    const kind = recogniseKind(fileName, await readFirstRecord(createReadStream(join(folder, fileName))));
    if (kind === undefined) options.onPassedOver?.(fileName);
    else recognised.push({ fileName, kind });
  }
  return recognised.sort((a, b) => fileKinds.indexOf(a.kind) - fileKinds.indexOf(b.kind));
}
