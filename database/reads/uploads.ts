import { createHash } from 'node:crypto';
import { type Knex } from 'knex';

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
}

export interface UploadRow {
  readonly academic_year: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly uploaded_by: string;
  readonly uploaded_at: Date;
  readonly outcome: UploadOutcome | null;
  readonly beginning: Buffer;
}

/** Bytes that are enough to read the header and the first row. */
const beginningBytes = 4_096;

/** Keeps the file as it came, byte for byte, and gives its number. */
export async function storeUpload(
  db: Knex,
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

export const findUpload = (db: Knex, uploadId: number): Promise<UploadRow | undefined> =>
  db('upload')
    .where({ id: uploadId })
    .first<UploadRow | undefined>(
      'academic_year',
      'file_name',
      'sha256',
      'uploaded_by',
      'uploaded_at',
      'outcome',
      db.raw('substring(content from 1 for ?) as beginning', [beginningBytes]),
    )
    .then((row) => row);
