import { countResults, type RowOutcome, type RowResult } from '../../../domain/monitoring/row-result.js';
import { type MonthlyReturnProgress } from '../../../domain/school-year/messages/monthly-return.js';
import { type UploadOutcome } from '../../../database/monthly-returns/uploads.js';

interface Standing {
  stage: MonthlyReturnProgress['stage'];
  rows: number;
  signalled: number;
  errorCount: number;
  errors: unknown[];
  batchId?: number;
  counts?: Record<RowResult, number>;
  results?: RowOutcome[];
}

/** What the import wrote down, with how far the workflow says it has come since. */
export function standing(progress: MonthlyReturnProgress | undefined, outcome: UploadOutcome | null): Standing {
  const batchId = outcome?.batchId ?? progress?.batchId;
  return {
    signalled: progress?.signalled ?? 0,
    rows: outcome?.rows ?? progress?.rows ?? 0,
    stage: stageOf(progress, outcome),
    ...(batchId !== undefined && { batchId }),
    ...(outcome ? faultsAndResults(outcome) : { errors: [], errorCount: 0 }),
  };
}

const faultsAndResults = ({
  errors,
  errorCount,
  rowOutcomes: rows,
}: UploadOutcome): Omit<Standing, 'stage' | 'rows' | 'signalled'> => ({
  errors: [...errors],
  errorCount,
  ...(rows && { counts: countResults(rows), results: [...rows] }),
});

function stageOf(
  progress: MonthlyReturnProgress | undefined,
  outcome: UploadOutcome | null,
): MonthlyReturnProgress['stage'] {
  if (outcome === null) return progress?.stage ?? 'importing';
  if (outcome.outcome !== 'imported') return outcome.outcome;
  return progress === undefined || progress.stage === 'importing' ? 'signalling' : progress.stage;
}
