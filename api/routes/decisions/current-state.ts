import { type Gateway } from '../../engine/gateway.js';
import { ApiProblem, type CurrentState } from '../../problems.js';

/** The present state, without any figure; undefined when the engine does not answer in time, because the refusal matters more. */
export async function currentState(
  gateway: Gateway,
  workflowId: string,
  query: string,
): Promise<CurrentState | undefined> {
  try {
    const state = await gateway.query<CurrentState>(workflowId, query);
    return state && withoutFigures(state);
  } catch (error) {
    if (error instanceof ApiProblem) return undefined;
    throw error;
  }
}

const withoutFigures = ({ version, stage, status, isPaused }: CurrentState): CurrentState => ({
  ...(version !== undefined && { version }),
  ...(stage !== undefined && { stage }),
  ...(status !== undefined && { status }),
  ...(isPaused !== undefined && { isPaused }),
});
