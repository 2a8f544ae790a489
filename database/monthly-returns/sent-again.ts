import { type Database } from '../database.js';

/**
 * Marks the rows of a batch as sent last, where another file has figures of the same school, month and day that were sent after them, and
 * gives their URNs: anyone who sends a file again, after a wrong one, means that it counts.
 */
export async function countAgain(db: Database, batchId: number): Promise<ReadonlySet<string>> {
  const { rows } = await db.raw<{ rows: { readonly urn: string }[] }>(
    `update monthly_return sent set revision = nextval('monthly_return_revision')
    where sent.batch_id = ? and exists (
      select from monthly_return other
      where other.urn = sent.urn and other.month = sent.month and other.as_of = sent.as_of and other.revision > sent.revision
    ) returning urn`,
    [batchId],
  );
  return new Set(rows.map(({ urn }) => urn));
}

/** Whether a batch is the work of this upload: an import that was cut off after it had stored the file finds its own. */
export async function isOfUpload(
  db: Database,
  batchId: number,
  { uploadedAt }: { readonly uploadedAt: Date },
): Promise<boolean> {
  const row = await db('batch').where('id', batchId).first<{ readonly imported_at: Date } | undefined>('imported_at');
  return row?.imported_at.getTime() === uploadedAt.getTime();
}
