import { WorkflowFailedError, type Client } from '@temporalio/client';
import { CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';

/** What became of the newest run of a workflow: it runs, it came to its own end, or the engine stopped it. */
export type RunEnd = 'running' | 'completed' | { readonly stoppedBecause: string };

const longestReason = 300;

/** @throws WorkflowNotFoundError */
export async function endOf(client: Client, workflowId: string): Promise<RunEnd> {
  const { status, runId } = await client.workflow.getHandle(workflowId).describe();
  if (status.name === 'RUNNING') return 'running';
  if (status.name === 'COMPLETED') return 'completed';
  try {
    await client.workflow.getHandle(workflowId, runId).result();
    return 'completed';
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { stoppedBecause: wordsOf(error) };
    throw error;
  }
}

/** What somebody typed when they terminated it is kept, because it is the only account of why. */
function wordsOf({ cause }: WorkflowFailedError): string {
  const said = storable(cause?.message ?? '');
  if (cause instanceof TerminatedFailure) return `it was terminated in the engine (${said}).`;
  if (cause instanceof CancelledFailure) return 'it was cancelled in the engine.';
  if (cause instanceof TimeoutFailure) return 'its time in the engine ran out.';
  return `it failed (${said}).`;
}

/** PostgreSQL refuses a null character and an unpaired surrogate. */
const storable = (text: string): string => text.slice(0, longestReason).replaceAll(/\p{Surrogate}|\0/gu, ' ');
