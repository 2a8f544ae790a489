import { Readable } from 'node:stream';
import { type ImportedReturn } from '../../contracts/activities.js';
import { type MonthlyReturnInput } from '../../domain/school-year/messages/monthly-return.js';
import { importFile } from '../../importers/import-file.js';
import { keepOutcome, uploadedFile } from '../../database/monthly-returns/uploads.js';
import { type Dependencies } from '../dependencies.js';

/** Imports an uploaded monthly return and stores the result; the same bytes again are found unchanged. */
export const importReturn =
  ({ db }: Dependencies) =>
  async ({ uploadId, importedBy, academicYear }: MonthlyReturnInput): Promise<ImportedReturn> => {
    const upload = await uploadedFile(db, uploadId);
    const outcome = await importFile(db, {
      content: Readable.from([upload.content]),
      fileName: upload.file_name,
      kind: 'monthly-return',
      academicYear,
      importedBy,
      importedAt: upload.uploaded_at,
    });
    const result: ImportedReturn = {
      outcome: outcome.outcome,
      rows: outcome.outcome === 'imported' ? outcome.rows : 0,
      errors: outcome.outcome === 'refused' ? outcome.errorCount : 0,
      ...(outcome.outcome !== 'refused' && { batchId: outcome.batchId }),
    };
    const { errors: errorCount, ...rest } = result;
    const kept = { ...rest, errorCount, errors: outcome.outcome === 'refused' ? outcome.errors : [] };
    await keepOutcome(db, uploadId, kept);
    return result;
  };
