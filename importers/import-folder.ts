import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Knex } from 'knex';
import { type AcademicYear } from '../domain/shared/academic-year.js';
import { type FileKind, fileKinds } from './file-kind.js';
import { formats } from './formats/all-formats.js';
import { importFile } from './import-file.js';
import { type ImportOutcome } from './outcome.js';
import { recogniseKind } from './recognise-kind.js';
import { readFirstRecord } from './source/first-record.js';
import { yearInFileName } from './year-in-file-name.js';

export interface FolderProgress {
  readonly fileName: string;
  readonly kind: FileKind;
  /** 1 for the first of `total`. */
  readonly position: number;
  readonly total: number;
  /** Absent when the file is about to be read. */
  readonly outcome?: ImportOutcome;
}

export interface FolderRequest {
  readonly folder: string;
  readonly importedBy: string;
  readonly importedAt: Date;
  /** Of figures in files that have no year, in their columns or their name. */
  readonly academicYear?: AcademicYear;
  readonly onProgress?: (progress: FolderProgress) => void;
}

export interface FolderOutcome {
  readonly files: readonly { readonly fileName: string; readonly kind: FileKind; readonly outcome: ImportOutcome }[];
  /** CSV files of no known kind. */
  readonly passedOver: readonly string[];
}

/**
 * Imports what it recognises in a folder, not below it, in the order of `fileKinds`, by name within a kind, so that the newest of dated files counts.
 * A refused file does not stop the others.
 */
export async function importFolder(db: Knex, request: FolderRequest): Promise<FolderOutcome> {
  const { recognised, passedOver } = await survey(request.folder);
  const files: { fileName: string; kind: FileKind; outcome: ImportOutcome }[] = [];
  for (const [index, { fileName, kind }] of recognised.entries()) {
    const step = { fileName, kind, position: index + 1, total: recognised.length };
    request.onProgress?.(step);
    const outcome = await importFile(db, {
      source: { path: join(request.folder, fileName) },
      kind,
      importedBy: request.importedBy,
      importedAt: request.importedAt,
      ...yearFor(fileName, kind, request.academicYear),
    });
    files.push({ fileName, kind, outcome });
    request.onProgress?.({ ...step, outcome });
  }
  return { files, passedOver };
}

/** A folder may hold years side by side, so a year in a file's name outranks the one given for the folder, which only fills gaps. */
function yearFor(fileName: string, kind: FileKind, given: AcademicYear | undefined): { academicYear?: AcademicYear } {
  const year = formats[kind].needsAcademicYear === true ? (yearInFileName(fileName) ?? given) : undefined;
  return year === undefined ? {} : { academicYear: year };
}

async function survey(folder: string): Promise<{ recognised: { fileName: string; kind: FileKind }[]; passedOver: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && /\.csv(\.gz)?$/i.test(entry.name)).map((entry) => entry.name);
  const recognised: { fileName: string; kind: FileKind }[] = [];
  const passedOver: string[] = [];
  for (const fileName of names.sort()) {
    const kind = recogniseKind(fileName, await readFirstRecord(createReadStream(join(folder, fileName))));
    if (kind === undefined) passedOver.push(fileName);
    else recognised.push({ fileName, kind });
  }
  const order = (kind: FileKind): number => fileKinds.indexOf(kind);
  return { recognised: recognised.sort((a, b) => order(a.kind) - order(b.kind)), passedOver };
}
