import { Readable } from 'node:stream';
import { type ImportedReturn } from '../../contracts/activities.js';
import { type MonthlyReturnInput } from '../../domain/school-year/messages/monthly-return.js';
import { importFile } from '../../importers/import-file.js';
import { type ImportOutcome } from '../../importers/outcome.js';
import { type Database } from '../../database/database.js';
import { readRowOutcomes } from '../../database/monthly-returns/row-outcomes.js';
import { countAgain, isOfUpload } from '../../database/monthly-returns/sent-again.js';
import { keepOutcome, uploadedFile, type UploadOutcome } from '../../database/monthly-returns/uploads.js';
import { type Dependencies } from '../dependencies.js';

type StoredUpload = Awaited<ReturnType<typeof uploadedFile>>;

/**
 * Imports an uploaded monthly return and stores the result with what became of each row. Bytes that were sent before count again where
 * figures taken on the same day had replaced them. A repeat gives the stored result.
 */
export const importReturn =
  ({ db }: Dependencies) =>
  async (input: MonthlyReturnInput): Promise<ImportedReturn> => {
    const upload = await uploadedFile(db, input.uploadId);
    const kept = upload.outcome ?? (await imported(db, input, upload));
    return {
      outcome: kept.outcome,
      rows: kept.rows,
      errors: kept.errorCount,
      ...(kept.batchId !== undefined && { batchId: kept.batchId }),
    };
  };

async function imported(db: Database, input: MonthlyReturnInput, upload: StoredUpload): Promise<UploadOutcome> {
  const { uploadId, importedBy, academicYear, terms } = input;
  const outcome = await importFile(db, {
    content: Readable.from([upload.content]),
    fileName: upload.file_name,
    kind: 'monthly-return',
    academicYear,
    importedBy,
    importedAt: upload.uploaded_at,
    ...(terms && { calendarOf: () => terms.calendar }),
    ...(input.isCampaignRunning && { isCampaignRunning: true }),
  });
  return db.transaction(async (transaction) => {
    const kept = await outcomeOf(transaction, input, { outcome, uploadedAt: upload.uploaded_at });
    await keepOutcome(transaction, uploadId, kept);
    return kept;
  });
}

interface Imported {
  readonly outcome: ImportOutcome;
  readonly uploadedAt: Date;
}

async function outcomeOf(
  db: Database,
  { academicYear }: MonthlyReturnInput,
  { outcome, uploadedAt }: Imported,
): Promise<UploadOutcome> {
  if (outcome.outcome === 'refused')
    return { outcome: 'refused', rows: 0, errors: outcome.errors, errorCount: outcome.errorCount };
  const { batchId } = outcome;
  const isNew = outcome.outcome === 'imported' || (await isOfUpload(db, batchId, { uploadedAt }));
  const again = isNew ? undefined : await countAgain(db, batchId);
  const rowOutcomes = await readRowOutcomes(db, { academicYear, batchId, ...(again && { countAgain: again }) });
  return {
    outcome: isNew || again?.size !== 0 ? 'imported' : 'unchanged',
    batchId,
    rows: rowOutcomes.length,
    errors: [],
    errorCount: 0,
    rowOutcomes,
  };
}
