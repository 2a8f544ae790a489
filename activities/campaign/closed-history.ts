import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { insertHistory, type ArchiveRow } from '../../database/archive.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Dependencies } from '../dependencies.js';

interface Run {
  readonly academicYear: AcademicYear;
  readonly workflowId: string;
  readonly runId: string;
}

/** Stores the whole history of a run that has closed, with its hash and the build that stored it. @returns whether it had closed */
export async function storeClosedHistory(
  { db, client, buildId }: Pick<Dependencies, 'db' | 'client' | 'buildId'>,
  run: Run,
): Promise<boolean> {
  const history = await closedHistory(client, run);
  if (!history) return false;
  await insertHistory(db, {
    ...history,
    workflow_id: run.workflowId,
    academic_year: run.academicYear,
    build_id: buildId,
  });
  return true;
}

/** The read model is written a moment before the run itself ends, so a run that seems closed may still be open. */
async function closedHistory(
  client: Client,
  { workflowId, runId }: Run,
): Promise<Pick<ArchiveRow, 'run_id' | 'workflow_type' | 'event_count' | 'history' | 'sha256'> | undefined> {
  const { status, type } = await client.workflow.getHandle(workflowId, runId).describe();
  if (status.name === 'RUNNING') return undefined;
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const json = historyToJSON(history);
  return {
    run_id: runId,
    workflow_type: type,
    event_count: history.events?.length ?? 0,
    history: gzipSync(json),
    sha256: createHash('sha256').update(json).digest('hex'),
  };
}
