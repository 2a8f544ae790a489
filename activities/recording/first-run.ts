import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** Whether two runs of a workflow go back to the same start, as a run that was reset does; a new start begins a story of its own. */
export async function shareFirstRun(
  client: Client,
  workflowId: string,
  runId: string,
  otherId: string,
): Promise<boolean> {
  const [first, firstOfOther] = await Promise.all([
    firstRunOf(client, workflowId, runId),
    firstRunOf(client, workflowId, otherId),
  ]);
  return first === firstOfOther;
}

/** A run that the engine has forgotten counts as its own first, which it is unless it was reset itself. */
async function firstRunOf(client: Client, workflowId: string, runId: string): Promise<string> {
  try {
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    return raw.workflowExecutionInfo?.firstRunId || runId;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return runId;
    throw error;
  }
}
