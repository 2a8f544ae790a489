import { isGrpcServiceError, type Client } from '@temporalio/client';
import { ApiProblem } from '../problems.js';

const healthWaitMilliseconds = 2_000;

/** Gives up on the engine after a while. */
export const within = <Answer>(client: Client, milliseconds: number, ask: () => Promise<Answer>): Promise<Answer> =>
  client.withDeadline(Date.now() + milliseconds, ask);

/** Whether the engine answers at all: a worker that is away is slow, an engine that is away is unreachable. */
export async function answers(client: Client): Promise<boolean> {
  try {
    await within(client, healthWaitMilliseconds, () => client.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}

/** Distinguishes faults of the connection from faults of ours. */
export function engineProblem(error: unknown): unknown {
  const cause = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
  return isGrpcServiceError(cause) ? unreachable() : error;
}

export const unreachable = (): ApiProblem =>
  new ApiProblem('EngineUnreachable', 'The workflow engine does not answer. Try again in a minute.');
