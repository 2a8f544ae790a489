import { type MonthlyReturnInput, type MonthlyReturnProgress } from '../domain/school-year/messages/monthly-return.js';
import { statusQuery } from '../contracts/queries.js';
import { inOnePiece, inSteps, returning } from './activities.js';
import { answerQuery } from './kit/messages.js';

/** One uploaded file of one month: imported whole or refused whole; then signals every school in it, each once. */
export async function monthlyReturn(input: MonthlyReturnInput): Promise<MonthlyReturnProgress> {
  let progress: MonthlyReturnProgress = { stage: 'importing', rows: 0, signalled: 0, errors: 0 };
  answerQuery(statusQuery, () => progress);

  const imported = await returning.importReturn.executeWithOptions(
    { ...inOnePiece, summary: 'check and store the file' },
    [input],
  );
  const { batchId, rows, errors } = imported;
  const held = { rows, errors, signalled: 0, ...(batchId !== undefined && { batchId }) };
  if (imported.outcome === 'refused' || batchId === undefined) return (progress = { ...held, stage: 'refused' });
  if (imported.outcome === 'unchanged') return (progress = { ...held, stage: 'unchanged' });

  progress = { ...held, stage: 'signalling' };
  const signalled = await returning.signalSchools.executeWithOptions(
    { ...inSteps, summary: 'signal every school the figures of its month' },
    [input.academicYear, batchId, input.terms],
  );
  return (progress = { ...held, signalled, stage: 'done' });
}
