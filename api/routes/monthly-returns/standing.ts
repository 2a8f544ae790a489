import { type MonthlyReturnProgress } from '../../../domain/school-year/messages/monthly-return.js';
import { type UploadOutcome } from '../../../database/monthly-returns/uploads.js';

interface Standing {
  stage: MonthlyReturnProgress['stage'];
  rows: number;
  signalled: number;
  errorCount: number;
  errors: unknown[];
  batchId?: number;
}

/** What the import wrote down, with how far the workflow says it has come since. */
export function standing(progress: MonthlyReturnProgress | undefined, outcome: UploadOutcome | null): Standing {
  const held = {
    signalled: progress?.signalled ?? 0,
    errors: [...(outcome?.errors ?? [])],
    errorCount: outcome?.errorCount ?? 0,
  };
  const rows = outcome?.rows ?? progress?.rows ?? 0;
  const batchId = outcome?.batchId ?? progress?.batchId;
  return { ...held, rows, stage: stageOf(progress, outcome), ...(batchId !== undefined && { batchId }) };
}

function stageOf(
  progress: MonthlyReturnProgress | undefined,
  outcome: UploadOutcome | null,
): MonthlyReturnProgress['stage'] {
  if (outcome === null) return progress?.stage ?? 'importing';
  if (outcome.outcome !== 'imported') return outcome.outcome;
  return progress === undefined || progress.stage === 'importing' ? 'signalling' : progress.stage;
}
