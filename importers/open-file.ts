import { basename } from 'node:path';
import { type AcademicYear, isAcademicYear } from '../domain/shared/academic-year.js';
import { type SchoolCalendar } from '../domain/shared/school-calendar.js';
import { type FileKind } from './file-kind.js';
import { formats } from './formats/all-formats.js';
import { isCalendarDate, publishedDate } from './date-in-file-name.js';
import { type FileContext, type FileFormat, type MappedRow } from './formats/file-format.js';
import { ErrorList, type Fault, wholeFile, wholeRow } from './import-error.js';
import { NoteList } from './import-note.js';
import { mapRecords, type Mapping } from './loading/map-records.js';
import { type ImportOutcome } from './outcome.js';
import { checkHeader, hasLayout, type Header, readHeader } from './reading/header.js';
import { type Remarks } from './reading/remarks.js';
import { recogniseKind, whyUnknown } from './recognise-kind.js';
import { inspect } from './source/inspect.js';
import { readLines } from './source/lines.js';
import { type CsvRecord, readRecords } from './source/records.js';
import { type SpooledFile } from './source/spool.js';
import { yearInFileName } from './year-in-file-name.js';

export interface OpenRequest {
  readonly fileName: string;
  readonly file: SpooledFile;
  /** Recognised from the name and the columns when left out. */
  readonly kind?: FileKind;
  readonly academicYear?: string;
  /** `yyyy-mm-dd`: when a file was published that says so neither in its rows nor in its name. */
  readonly releasedOn?: string;
  readonly importedAt?: Date;
  readonly calendarOf?: (year: AcademicYear) => SchoolCalendar | undefined;
  readonly isCampaignRunning?: true;
}

interface SeenBytes {
  readonly sha256: string;
  readonly publishedOn: string | undefined;
}

/** What reading a file needs to know of the files before it. */
export interface KnownBefore {
  /** The batch that has the same bytes and still counts, if there is one. */
  readonly batchOf: (format: FileFormat, file: SeenBytes) => Promise<number | undefined>;
  /** URNs of the register in force. */
  readonly registerUrns: () => Promise<ReadonlySet<string>>;
}

export type RefusedFile = Extract<ImportOutcome, { outcome: 'refused' }>;

/** A file whose kind and header are right. Iterating over `rows` reads its rows and finds their faults. */
export interface OpenedFile {
  readonly outcome: 'opened';
  readonly format: FileFormat;
  readonly rows: AsyncIterable<MappedRow>;
  readonly counts: Mapping['counts'];
  readonly errors: ErrorList;
  readonly notes: NoteList;
  /** `yyyy-mm-dd`, from the file's name or as given; undefined when neither says. */
  readonly publishedOn: string | undefined;
}

/** Checks everything that must be right before a row is read. Stores nothing. */
export async function openFile(
  request: OpenRequest,
  before: KnownBefore,
): Promise<OpenedFile | Exclude<ImportOutcome, { outcome: 'imported' }>> {
  const { fileName, file } = request;
  const errors = new ErrorList(fileName);
  const inspection = await inspect(file);
  if ('problem' in inspection) {
    const { lines, ...finding } = inspection;
    for (const line of lines ?? [1])
      errors.add({ line, column: lines === undefined ? wholeFile : wholeRow, ...finding });
    return refused(errors, request.kind);
  }
  const records = readRecords(readLines(file, inspection.encoding));
  const first = await nextRecord(records);
  const kind =
    request.kind ?? recogniseKind(basename(fileName), first !== undefined && 'cells' in first ? first.cells : []);
  if (kind === undefined) {
    errors.add({
      line: 1,
      column: wholeFile,
      ...whyUnknown(first !== undefined && 'cells' in first ? first.cells : []),
    });
    return refused(errors, undefined);
  }
  const publishedOn = publishedOnOf(request);
  const existing = await before.batchOf(formats[kind], { sha256: file.sha256, publishedOn });
  if (existing !== undefined) return { outcome: 'unchanged', kind, batchId: existing };
  const mapping = await prepare(request, before, { format: formats[kind], first, errors });
  if (mapping === undefined) return refused(errors, kind);
  const { format, counts, context } = mapping;
  const rows = mapRecords(records, mapping);
  return { outcome: 'opened', format, counts, errors, notes: context.notes, publishedOn, rows };
}

async function nextRecord(records: AsyncGenerator<CsvRecord>): Promise<CsvRecord | undefined> {
  const result = await records.next();
  return result.done === true ? undefined : result.value;
}

export const refused = (errors: ErrorList, kind: FileKind | undefined): RefusedFile => ({
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

/** undefined when something is wrong; the error list then has the fault. */
async function prepare(
  request: OpenRequest,
  before: KnownBefore,
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
  const notes = new NoteList();
  const header = headerOf(first, format, { errors, notes });
  const academicYear = yearOf(request, format, errors);
  const isKnownUrn = format.needsRegister === true ? await registerLookup(before, errors) : (): boolean => true;
  if (errors.count > 0) return undefined;
  const { importedAt, isCampaignRunning, calendarOf = (): undefined => undefined } = request;
  const context: FileContext = {
    academicYear,
    errors,
    notes,
    isKnownUrn,
    fileName: request.fileName,
    releasedOn: publishedOnOf(request),
    missesReleaseDate: once(() => {
      errors.add(noReleaseDate);
    }),
    calendarOf,
    ...(importedAt && { importedAt }),
    isCampaignRunning: isCampaignRunning === true,
  };
  return { format, header, context, counts: { rows: 0, leftOut: 0 } };
}

const noReleaseDate: Fault = {
  line: 1,
  column: wholeFile,
  problem: 'Neither the rows nor the name of the file say when it was released.',
  remedy:
    'Give the date with --released, such as --released 2026-11-26, or put it in the name: attendance_la_ytd_snapshots_20261126.csv.',
};

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

function headerOf(
  first: { readonly line: number; readonly cells: readonly string[] },
  { columns, needsOneOf }: FileFormat,
  remarks: Remarks,
): Header {
  const header = checkHeader(readHeader(first.cells, columns), columns, first.line, remarks);
  if (!hasLayout(header, needsOneOf))
    remarks.errors.add({
      line: first.line,
      column: wholeFile,
      problem: `The figures are missing: ${needsOneOf?.map((names) => names.join(' and ')).join(', or ') ?? ''}.`,
      remedy: 'Download the data set that has them; docs/data.md names it.',
    });
  return header;
}

/** The date in the name takes precedence; a name says it of its own file, an option of every file of a folder. */
const publishedOnOf = ({ fileName, releasedOn }: OpenRequest): string | undefined =>
  publishedDate(fileName) ?? (releasedOn !== undefined && isCalendarDate(releasedOn) ? releasedOn : undefined);

function yearOf(request: OpenRequest, format: FileFormat, errors: ErrorList): AcademicYear | undefined {
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
      problem: 'The file does not name the academic year of its figures.',
      remedy:
        'Give the academic year with the import, or put it in the name of the file, such as england_census_202324.csv.',
    });
  }
  return named;
}

async function registerLookup(before: KnownBefore, errors: ErrorList): Promise<(urn: string) => boolean> {
  const urns = await before.registerUrns();
  if (urns.size === 0)
    errors.add({
      line: 1,
      column: wholeFile,
      problem: 'There is no register to check the schools against.',
      remedy: 'Import the establishment register first.',
    });
  return (urn) => urns.has(urn);
}
