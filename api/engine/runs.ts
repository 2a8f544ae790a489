import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { engineProblem, within } from './reach.js';

/** A run as the engine knows it; `status` by the engine's own names, such as RUNNING, COMPLETED, TERMINATED. */
export interface EngineRun {
  readonly runId: string;
  readonly status: string;
}

/** A workflow's answer to a query; undefined when there is none of that id. */
export async function query<Answer>(
  client: Client,
  waitMilliseconds: number,
  workflowId: string,
  name: string,
): Promise<Answer | undefined> {
  try {
    return await within(client, waitMilliseconds, () => client.workflow.getHandle(workflowId).query<Answer>(name));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw engineProblem(error);
  }
}

export async function runOf(
  client: Client,
  waitMilliseconds: number,
  workflowId: string,
): Promise<EngineRun | undefined> {
  try {
    const { runId, status } = await within(client, waitMilliseconds, () =>
      client.workflow.getHandle(workflowId).describe(),
    );
    return { runId, status: status.name };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw engineProblem(error);
  }
}

/** Asks the engine, not the worker, because only the engine knows which tasks are still to come. */
export async function settles(client: Client, waitMilliseconds: number, workflowId: string): Promise<boolean> {
  const handle = client.workflow.getHandle(workflowId);
  const giveUpAt = Date.now() + waitMilliseconds;
  try {
    for (;;) {
      const { raw } = await within(client, waitMilliseconds, () => handle.describe());
      if (!raw.pendingWorkflowTask && (raw.pendingActivities ?? []).length === 0) return true;
      if (Date.now() > giveUpAt) return false;
      await pause(20);
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return true;
    throw engineProblem(error);
  }
}
