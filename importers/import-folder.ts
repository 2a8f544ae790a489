import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AcademicYear } from '../domain/shared/academic-year.js';
import { type SchoolCalendar } from '../domain/shared/school-calendar.js';
import { ArchiveProblem, notCsv, unpack, type Unpacked } from './source/archive.js';
import { publishedDate } from './date-in-file-name.js';
import { type FileKind, fileKinds } from './file-kind.js';
import { formats } from './formats/all-formats.js';
import { importFile } from './import-file.js';
import { newestAbsenceYear, type Store } from './loading/store.js';
import { type ImportOutcome } from './outcome.js';
import { recogniseKind, whyUnknown } from './recognise-kind.js';
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

export interface SkippedFile {
  readonly fileName: string;
  /** A clause: why, and what to do where something can be done. */
  readonly reason: string;
}

export interface FolderOptions {
  readonly importedBy: string;
  readonly importedAt: Date;
  /** Of figures in files that have no year, in their columns or their name; the newest year of school absence when left out. */
  readonly academicYear?: string;
  /** `yyyy-mm-dd`: of releases that have no date, in their rows or their name. */
  readonly releasedOn?: string;
  /** Whether files may take the place of newer ones. */
  readonly mayBeOlder?: boolean;
  readonly calendarOf?: (year: AcademicYear) => SchoolCalendar | undefined;
  readonly onProgress?: (progress: FolderProgress) => void;
  /** Called with each file that is not read. */
  readonly onSkipped?: (skipped: SkippedFile) => void;
}

interface Found {
  /** As it is shown and stored: `extract.zip/edubasealldata20261130.csv`. */
  readonly fileName: string;
  readonly path: string;
}

interface Recognised extends Found {
  readonly kind: FileKind;
}

/**
 * Imports what it recognises in a folder, not below it, and in its ZIP archives: in the order of `fileKinds`, by the date in the name and by
 * name within a kind, so that the newest of dated files counts. A refused file does not stop the others. No file is left out silently.
 */
export async function importFolder(db: Store, folder: string, options: FolderOptions): Promise<readonly FolderFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const named = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const paths = named.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name));
  for (const { name } of named.filter((entry) => entry.isDirectory()))
    options.onSkipped?.({ fileName: name, reason: 'it is a folder; folders inside a folder are not searched' });
  return importTogether(db, paths, options);
}

/** Imports the files of a ZIP archive as if they were in a folder. */
export const importArchive = (db: Store, path: string, options: FolderOptions): Promise<readonly FolderFile[]> =>
  importTogether(db, [path], options);

export const isArchive = (name: string): boolean => /\.zip$/i.test(name);

async function importTogether(
  db: Store,
  paths: readonly string[],
  options: FolderOptions,
): Promise<readonly FolderFile[]> {
  const unpacked: Unpacked[] = [];
  try {
    const found: Found[] = [];
    for (const path of paths) found.push(...(await filesAt(path, unpacked, options)));
    return await importAll(db, await recognised(found, options), options);
  } finally {
    for (const { dispose } of unpacked) await dispose();
  }
}

/** The CSV files at a path: itself, or those of the archive that it is. */
async function filesAt(path: string, unpacked: Unpacked[], { onSkipped }: FolderOptions): Promise<readonly Found[]> {
  const fileName = basename(path);
  if (/\.csv(\.gz)?$/i.test(fileName)) return [{ fileName, path }];
  if (!isArchive(fileName)) {
    onSkipped?.({ fileName, reason: notCsv(fileName) });
    return [];
  }
  try {
    const archive = await unpack(path);
    unpacked.push(archive);
    for (const { name, reason } of archive.skipped) onSkipped?.({ fileName: `${fileName}/${name}`, reason });
    return archive.files.map((file) => ({ fileName: `${fileName}/${file.name}`, path: file.path }));
  } catch (error) {
    if (!(error instanceof ArchiveProblem)) throw error;
    onSkipped?.({ fileName, reason: error.message });
    return [];
  }
}

async function recognised(found: readonly Found[], { onSkipped }: FolderOptions): Promise<readonly Recognised[]> {
  const files: Recognised[] = [];
  for (const file of found) {
    const header = await readFirstRecord(createReadStream(file.path));
    const kind = recogniseKind(basename(file.fileName), header);
    if (kind === undefined) {
      const { problem, remedy } = whyUnknown(header);
      onSkipped?.({ fileName: file.fileName, reason: `${problem} ${remedy}` });
    } else files.push({ ...file, kind });
  }
  const order = ({ kind, fileName }: Recognised): string =>
    `${fileKinds.indexOf(kind)} ${publishedDate(fileName) ?? ''} ${fileName}`;
  return files.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

async function importAll(
  db: Store,
  files: readonly Recognised[],
  options: FolderOptions,
): Promise<readonly FolderFile[]> {
  const results: FolderFile[] = [];
  for (const [index, file] of files.entries()) {
    const { fileName, kind, path } = file;
    const step = { fileName, kind, position: index + 1, total: files.length };
    options.onProgress?.(step);
    const year = await yearFor(db, file, options.academicYear);
    const outcome = await importFile(db, {
      path,
      fileName,
      kind,
      importedBy: options.importedBy,
      importedAt: options.importedAt,
      again: 'if-newer',
      ...(options.calendarOf && { calendarOf: options.calendarOf }),
      ...(options.releasedOn !== undefined && { releasedOn: options.releasedOn }),
      ...(options.mayBeOlder !== undefined && { mayBeOlder: options.mayBeOlder }),
      ...(year.used !== undefined && { academicYear: year.used }),
    });
    results.push({
      fileName,
      outcome,
      ...(year.isAssumed && year.used !== undefined && { assumedAcademicYear: year.used }),
    });
    options.onProgress?.({ ...step, outcome });
  }
  return results;
}

/** A folder may hold several years, so a year in a file's name takes precedence over the one given for the folder. */
async function yearFor(
  db: Store,
  { fileName, kind }: Recognised,
  given: string | undefined,
): Promise<{ used: string | undefined; isAssumed: boolean }> {
  if (formats[kind].needsAcademicYear !== true) return { used: undefined, isAssumed: false };
  const named = yearInFileName(basename(fileName)) ?? yearInFileName(fileName) ?? given;
  return named === undefined
    ? { used: await newestAbsenceYear(db), isAssumed: true }
    : { used: named, isAssumed: false };
}
