import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { type Readable } from 'node:stream';
import { type AcademicYear } from '../domain/shared/academic-year.js';
import { type SchoolCalendar } from '../domain/shared/school-calendar.js';
import { type FileKind } from './file-kind.js';
import { type FileFormat } from './formats/file-format.js';
import { loadFile } from './loading/load-file.js';
import { type Again, batchInForce } from './loading/in-force.js';
import { registeredUrns, type Store } from './loading/store.js';
import { openFile, type OpenRequest, refused } from './open-file.js';
import { type ImportOutcome } from './outcome.js';
import { spool } from './source/spool.js';

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
  /** `yyyy-mm-dd`: when a file was published that says so neither in its rows nor in its name. */
  readonly releasedOn?: string;
  /** Whether the file may take the place of one that was published after it; it is refused otherwise. */
  readonly mayBeOlder?: boolean;
  /** What happens to bytes whose place a later file has taken: a published file counts again when left out, a monthly return does not. */
  readonly again?: Again;
  /** The calendar of a year, where its dates are known; a monthly return is checked against it. */
  readonly calendarOf?: (year: AcademicYear) => SchoolCalendar | undefined;
  /** The campaign of a monthly return's year has begun, so no month may lie ahead of its calendar's clock. */
  readonly isCampaignRunning?: true;
}

export type ImportRequest = FileSource & ImportOptions;

/**
 * Imports one file, whole or not at all. The same bytes again change nothing while they count; other bytes with the same subjects are a restatement, kept next to the old ones.
 * A file with faults is refused and its faults are listed; only a broken connection or disk makes this throw.
 */
export async function importFile(db: Store, request: ImportRequest): Promise<ImportOutcome> {
  const fileName = 'path' in request ? (request.fileName ?? basename(request.path)) : request.fileName;
  const file = await spool('path' in request ? createReadStream(request.path) : request.content);
  try {
    return await importSpooled(db, { ...request, fileName, file });
  } finally {
    await file.dispose();
  }
}

async function importSpooled(db: Store, request: OpenRequest & ImportOptions): Promise<ImportOutcome> {
  const againFor = ({ kind }: FileFormat): Again => request.again ?? (kind === 'monthly-return' ? 'never' : 'always');
  const opened = await openFile(request, {
    batchOf: (format, seen) => batchInForce(db, format, { ...seen, again: againFor(format) }),
    registerUrns: () => registeredUrns(db),
  });
  if (opened.outcome !== 'opened') return opened;
  const { format, rows, counts, errors, notes, publishedOn } = opened;
  const { fileName, importedBy, importedAt, file } = request;
  const batch = { fileName, sha256: file.sha256, byteCount: file.byteCount, importedBy, importedAt, publishedOn };
  const policy = { mayBeOlder: request.mayBeOlder === true, again: againFor(format) };
  const loaded = await loadFile(db, { format, batch, rows, counts, errors, ...policy });
  if (loaded.result === 'refused') return refused(errors, format.kind);
  if (loaded.result === 'already-there') return { outcome: 'unchanged', kind: format.kind, batchId: loaded.batchId };
  return {
    outcome: 'imported',
    kind: format.kind,
    batchId: loaded.batchId,
    rows: counts.rows,
    leftOut: counts.leftOut,
    notes: notes.listed,
  };
}
