import { type Database, type Table } from '../database.js';
import { createHash } from 'node:crypto';
import { type RowOutcome } from '../../domain/monitoring/row-result.js';

export interface NewUpload {
  readonly academicYear: string;
  readonly fileName: string;
  readonly content: Buffer;
  readonly uploadedBy: string;
}

/** What became of an uploaded file, as the import wrote it down. */
export interface UploadOutcome {
  readonly outcome: 'imported' | 'unchanged' | 'refused';
  readonly batchId?: number;
  readonly rows: number;
  readonly errors: readonly unknown[];
  readonly errorCount: number;
  /** What became of each row, in the order of the URNs; missing for a refused file. */
  readonly rowOutcomes?: readonly RowOutcome[];
}

interface UploadRow {
  readonly id: string;
  readonly academic_year: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly content: Buffer;
  readonly uploaded_by: string;
  readonly uploaded_at: Date;
  readonly outcome: UploadOutcome | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    upload: Table<UploadRow, 'outcome', 'id'>;
  }
}

/** An upload without its content, but for the beginning. */
export type UploadHead = Omit<UploadRow, 'id' | 'content'> & { readonly beginning: Buffer };

/** Bytes that are enough to read the header and the first row. */
const beginningBytes = 4_096;

/** Keeps the file as it came, byte for byte, and gives its number. */
export async function storeUpload(
  db: Database,
  { academicYear, fileName, content, uploadedBy }: NewUpload,
): Promise<number> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const [row] = await db('upload')
    .insert({
      academic_year: academicYear,
      file_name: fileName,
      sha256,
      content,
      uploaded_by: uploadedBy,
      uploaded_at: new Date(),
    })
    .returning<{ readonly id: string }[]>('id');
  if (!row) throw new Error('The database kept the upload but did not say under which number.');
  return Number(row.id);
}

export const findUpload = (db: Database, uploadId: number): Promise<UploadHead | undefined> =>
  db('upload')
    .where('id', uploadId)
    .first<UploadHead | undefined>(
      'academic_year',
      'file_name',
      'sha256',
      'uploaded_by',
      'uploaded_at',
      'outcome',
      db.raw('substring(content from 1 for ?) as beginning', [beginningBytes]),
    )
    .then((row) => row);

/** The whole file, as it came, and what became of it where that is known. */
export async function uploadedFile(
  db: Database,
  uploadId: number,
): Promise<Pick<UploadRow, 'content' | 'file_name' | 'uploaded_at' | 'outcome'>> {
  const row = await db('upload').where('id', uploadId).first('content', 'file_name', 'uploaded_at', 'outcome');
  if (!row) throw new Error(`There is no upload ${uploadId}.`);
  return row;
}

export async function keepOutcome(db: Database, uploadId: number, outcome: UploadOutcome): Promise<void> {
  await db('upload')
    .where('id', uploadId)
    .update({ outcome: JSON.stringify(outcome) });
}
