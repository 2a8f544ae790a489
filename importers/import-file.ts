import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { type Readable } from 'node:stream';
import { type Knex } from 'knex';
import { type AcademicYear, isAcademicYear } from '../domain/shared/academic-year.js';
import { type FileKind, fileKinds } from './file-kind.js';
import { formats } from './formats/all-formats.js';
import { type FileContext, type FileFormat } from './formats/file-format.js';
import { ErrorList, wholeFile } from './import-error.js';
import { findBatch, loadFile } from './loading/load-file.js';
import { mapRecords, type Mapping } from './loading/map-records.js';
import { type ImportOutcome } from './outcome.js';
import { checkHeader, readHeader } from './reading/header.js';
import { recogniseKind } from './recognise-kind.js';
import { inspect } from './source/inspect.js';
import { readLines } from './source/lines.js';
import { type CsvRecord, readRecords } from './source/records.js';
import { type SpooledFile, spool } from './source/spool.js';
import { yearInFileName } from './year-in-file-name.js';

/** A path, or a stream of the file's bytes with its name; plain or compressed with gzip. */
type FileSource =
  { readonly path: string; readonly fileName?: string } | { readonly content: Readable; readonly fileName: string };

interface ImportOptions {
  /** Recognised from the name and the columns when left out. */
  readonly kind?: FileKind;
  readonly importedBy: string;
  readonly importedAt: Date;
  /** For kinds without a year column the year of the figures, else read from the file's name; for a monthly return the year its month must lie in. */
  readonly academicYear?: string;
}

export type ImportRequest = FileSource & ImportOptions;

/**
 * Imports one file, whole or not at all. The same bytes again change nothing; other bytes with the same subjects are a restatement, kept beside the old.
 * A file with faults is refused with all of them named; only a broken connection or disk makes this throw.
 */
export async function importFile(db: Knex, request: ImportRequest): Promise<ImportOutcome> {
  const fileName = 'path' in request ? (request.fileName ?? basename(request.path)) : request.fileName;
  const file = await spool('path' in request ? createReadStream(request.path) : request.content);
  try {
    return await importSpooled(db, { ...request, fileName, file });
  } finally {
    await file.dispose();
  }
}

interface SpooledRequest extends ImportOptions {
  readonly fileName: string;
  readonly file: SpooledFile;
}

async function importSpooled(db: Knex, request: SpooledRequest): Promise<ImportOutcome> {
  const { fileName, file } = request;
  const errors = new ErrorList(fileName);
  const inspection = await inspect(file);
  if ('problem' in inspection) {
    errors.add({ line: 1, column: wholeFile, ...inspection });
    return refused(errors, request.kind);
  }
  const records = readRecords(readLines(file, inspection.encoding));
  const first = await nextRecord(records);
  const kind = request.kind ?? recogniseKind(fileName, first !== undefined && 'cells' in first ? first.cells : []);
  if (kind === undefined) {
    errors.add({
      line: 1,
      column: wholeFile,
      problem: 'Neither the name nor the columns tell what kind of file this is.',
      remedy: `Name the kind: one of ${fileKinds.join(', ')}.`,
    });
    return refused(errors, undefined);
  }
  const existing = await findBatch(db, kind, file.sha256);
  if (existing !== undefined) return { outcome: 'unchanged', kind, batchId: existing };
  const prepared = await prepare(db, request, { format: formats[kind], first, errors });
  return prepared === undefined ? refused(errors, kind) : importRecords(db, request, prepared, records);
}

async function nextRecord(records: AsyncGenerator<CsvRecord>): Promise<CsvRecord | undefined> {
  const result = await records.next();
  return result.done === true ? undefined : result.value;
}

const refused = (errors: ErrorList, kind: FileKind | undefined): ImportOutcome => ({
  outcome: 'refused',
  ...(kind === undefined ? {} : { kind }),
  errors: errors.listed,
  errorCount: errors.count,
});

interface Preparation {
  readonly format: FileFormat;
  readonly first: CsvRecord | undefined;
  readonly errors: ErrorList;
}

/** What must be right before a single row is read; undefined when it is not. */
async function prepare(
  db: Knex,
  request: SpooledRequest,
  { format, first, errors }: Preparation,
): Promise<Mapping | undefined> {
  if (first === undefined || !('cells' in first)) {
    const problem = first === undefined ? 'The file has no rows.' : first.problem;
    errors.add({
      line: first?.line ?? 1,
      column: wholeFile,
      problem,
      remedy: 'The first row must hold the published column names.',
    });
    return undefined;
  }
  const header = readHeader(first.cells, format.columns);
  checkHeader(header, format.columns, first.line, errors);
  const academicYear = yearOf(request, format, errors);
  const isKnownUrn = format.needsRegister === true ? await registerLookup(db, errors) : (): boolean => true;
  if (errors.count > 0) return undefined;
  const context: FileContext = { academicYear, errors, isKnownUrn };
  return { format, header, context, counts: { rows: 0, leftOut: 0 } };
}

function yearOf(request: SpooledRequest, format: FileFormat, errors: ErrorList): AcademicYear | undefined {
  const given = request.academicYear;
  if (given !== undefined && isAcademicYear(given)) return given;
  if (given !== undefined) {
    errors.add({
      line: 1,
      column: wholeFile,
      problem: `The year given with the import, "${given}", is not an academic year.`,
      remedy: 'Write six digits of two successive years, such as 202425.',
    });
    return undefined;
  }
  if (format.needsAcademicYear !== true) return undefined;
  const named = yearInFileName(request.fileName);
  if (named === undefined) {
    errors.add({
      line: 1,
      column: wholeFile,
      problem: 'The file does not say of which academic year its figures are.',
      remedy:
        'Give the academic year with the import, or put it into the name of the file, such as england_census_202324.csv.',
    });
  }
  return named;
}

async function registerLookup(db: Knex, errors: ErrorList): Promise<(urn: string) => boolean> {
  const urns = new Set(await db('current_establishment').pluck<string[]>('urn'));
  if (urns.size === 0)
    errors.add({
      line: 1,
      column: wholeFile,
      problem: 'There is no register to check the schools against.',
      remedy: 'Import the establishment register first.',
    });
  return (urn) => urns.has(urn);
}

async function importRecords(
  db: Knex,
  request: SpooledRequest,
  mapping: Mapping,
  records: AsyncGenerator<CsvRecord>,
): Promise<ImportOutcome> {
  const { format, counts, context } = mapping;
  const { errors } = context;
  const { fileName, importedBy, importedAt, file } = request;
  const batch = { fileName, sha256: file.sha256, byteCount: file.byteCount, importedBy, importedAt };
  const loaded = await loadFile(db, { format, batch, rows: mapRecords(records, mapping), counts, errors });
  if (loaded.result === 'refused') return refused(errors, format.kind);
  if (loaded.result === 'already-there') return { outcome: 'unchanged', kind: format.kind, batchId: loaded.batchId };
  return {
    outcome: 'imported',
    kind: format.kind,
    batchId: loaded.batchId,
    rows: counts.rows,
    leftOut: counts.leftOut,
  };
}
