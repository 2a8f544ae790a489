import {
  isGrpcDeadlineError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { refusalCodes, type Command, type Receipt, type RefusalCode } from '../../domain/process/command.js';
import { commandDigest } from './command-digest.js';
import { answers, engineProblem, unreachable, within } from './reach.js';
import { type Turns } from './turns.js';

/** The result of a decision. `slow`: the engine has it or will have it when the same command is sent again. */
export type DecisionAnswer =
  | { readonly kind: 'taken'; readonly receipt: Receipt }
  | { readonly kind: 'slow' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly kind: 'no-workflow' };

interface Deciding {
  readonly client: Client;
  readonly turns: Turns;
  readonly waitMilliseconds: number;
}

/** Sends a decision and waits for its receipt; an engine that has it but not yet answered is slow. */
export async function decide(
  { client, turns, waitMilliseconds }: Deciding,
  workflowId: string,
  command: Command<string, unknown>,
): Promise<DecisionAnswer> {
  try {
    const handle = client.workflow.getHandle(workflowId);
    const options = { updateId: updateIdOf(command), args: [command] as [Command<string, unknown>] };
    const giveUpAt = Date.now() + waitMilliseconds;
    const receipt = await turns.take(workflowId, () =>
      within(client, giveUpAt - Date.now(), () =>
        handle.executeUpdate<Receipt, [Command<string, unknown>]>(command.kind, options),
      ),
    );
    return { kind: 'taken', receipt };
  } catch (error) {
    const answer = answerOf(error);
    if (answer.kind === 'slow' && !(await answers(client))) throw unreachable();
    return answer;
  }
}

/**
 * The engine answers an update id that it knows without asking the workflow, so the id also says what the command says: another command
 * under the same id reaches the workflow, which refuses it.
 */
const updateIdOf = (command: Command<string, unknown>): string => `${command.commandId}/${commandDigest(command)}`;

function answerOf(error: unknown): DecisionAnswer {
  if (error instanceof WorkflowNotFoundError) return { kind: 'no-workflow' };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error)) return { kind: 'slow' };
  if (
    error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    isRefusalCode(error.cause.type)
  ) {
    return { kind: 'refused', code: error.cause.type, message: error.cause.message };
  }
  throw engineProblem(error);
}

const isRefusalCode = (type: string | null | undefined): type is RefusalCode =>
  refusalCodes.some((code) => code === type);
