import { setTimeout as pause } from 'node:timers/promises';
import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowIdReusePolicy } from '@temporalio/common';
import { sweepSignal, type CampaignInput, type CampaignProgress } from '../domain/campaign/messages.js';
import { refusalCodes, type Command, type Receipt, type RefusalCode } from '../domain/process/command.js';
import { type AreaEventInput } from '../domain/monitoring/area-event-messages.js';
import { type MonthlyReturnInput } from '../domain/school-year/messages/monthly-return.js';
import { type NamingInput } from '../domain/naming/messages.js';
import { type RecallInput } from '../domain/recall/messages.js';
import { taskQueues } from '../contracts/task-queues.js';
import { campaignId } from '../contracts/workflow-ids.js';
import { type AcademicYear } from '../domain/shared/academic-year.js';
import { ApiProblem } from './problems.js';
import { Turns } from './turns.js';

/** The result of a decision. `slow`: the engine has it or will have it when the same command is sent again. */
export type DecisionAnswer =
  | { readonly kind: 'taken'; readonly receipt: Receipt }
  | { readonly kind: 'slow' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly kind: 'no-workflow' };

/** A run as the engine knows it; `status` by the engine's own names, such as RUNNING, COMPLETED, TERMINATED. */
export interface EngineRun {
  readonly runId: string;
  readonly status: string;
}

/** The API's only way to the engine: no other file sends an update, a signal, a start or a query. */
export interface Gateway {
  /** Sends a decision as an update whose id is the command's, so that sending it twice changes nothing. */
  decide(workflowId: string, command: Command<string, unknown>): Promise<DecisionAnswer>;
  /** A workflow's answer to a query; undefined when there is no such workflow. @throws ApiProblem EngineUnreachable */
  query<Answer>(workflowId: string, name: string): Promise<Answer | undefined>;
  /** The newest run of a workflow; undefined when the engine knows none. @throws ApiProblem EngineUnreachable */
  run(workflowId: string): Promise<EngineRun | undefined>;
  /** Whether a workflow has handled every message it has, within the time given; also true of one that is over. @throws ApiProblem EngineUnreachable */
  settles(workflowId: string): Promise<boolean>;
  /** Starts the campaign of a year; false when one runs or has run. A campaign that refused its data or its model may be started again. */
  startCampaign(input: CampaignInput): Promise<boolean>;
  /** Asks the campaign to archive what has closed; false when there is no campaign. */
  sweep(year: AcademicYear): Promise<boolean>;
  startMonthlyReturn(workflowId: string, input: MonthlyReturnInput): Promise<void>;
  /** Proposes a recall; false when one of this id has been proposed before. */
  startRecall(workflowId: string, input: RecallInput): Promise<boolean>;
  /** Signals the schools of an area; false when this has been signalled before. */
  startAreaEvent(workflowId: string, input: AreaEventInput): Promise<boolean>;
  /** Signals the school-years whose reports a school's answer concerns; false when they have been signalled before. */
  startNaming(workflowId: string, input: NamingInput): Promise<boolean>;
  isReachable(): Promise<boolean>;
}

const healthWaitMilliseconds = 2_000;

/** The engine takes ten updates of one workflow at a time and refuses more; here they wait for their turn. */
const updatesAtOnce = 8;

export const createGateway = (client: Client, engineWaitMilliseconds: number): Gateway => {
  const turns = new Turns(updatesAtOnce);
  return {
    decide: (workflowId, command) =>
      decide({ client, turns, waitMilliseconds: engineWaitMilliseconds }, workflowId, command),
    query: (workflowId, name) => query(client, engineWaitMilliseconds, workflowId, name),
    run: (workflowId) => runOf(client, engineWaitMilliseconds, workflowId),
    settles: (workflowId) => settles(client, engineWaitMilliseconds, workflowId),
    startCampaign: (input) => startCampaign(client, input),
    sweep: (year) => sweep(client, year),
    startMonthlyReturn: (workflowId, input) => startMonthlyReturn(client, workflowId, input),
    startRecall: (workflowId, input) =>
      startOnce(client, 'recall', { workflowId, input, staticSummary: `recall ${input.recallId}` }),
    startAreaEvent: (workflowId, input) =>
      startOnce(client, 'areaEvent', { workflowId, input, staticSummary: `area event: ${input.decision.kind}` }),
    startNaming: (workflowId, input) =>
      startOnce(client, 'naming', { workflowId, input, staticSummary: `naming of school ${input.urn}` }),
    isReachable: () => answers(client),
  };
};

interface Deciding {
  readonly client: Client;
  readonly turns: Turns;
  readonly waitMilliseconds: number;
}

async function decide(
  { client, turns, waitMilliseconds }: Deciding,
  workflowId: string,
  command: Command<string, unknown>,
): Promise<DecisionAnswer> {
  try {
    const handle = client.workflow.getHandle(workflowId);
    const options = { updateId: command.commandId, args: [command] as [Command<string, unknown>] };
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

async function query<Answer>(
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

async function runOf(client: Client, waitMilliseconds: number, workflowId: string): Promise<EngineRun | undefined> {
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
async function settles(client: Client, waitMilliseconds: number, workflowId: string): Promise<boolean> {
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

async function startCampaign(client: Client, input: CampaignInput): Promise<boolean> {
  const workflowId = campaignId(input.terms.academicYear);
  const before = await campaignBefore(client, workflowId);
  if (before === 'runs-or-has-run') return false;
  try {
    await client.workflow.start('campaign', {
      workflowId,
      taskQueue: taskQueues.schoolYear,
      args: [{ ...input, ...before }],
      staticSummary: `campaign ${input.terms.academicYear}`,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw engineProblem(error);
  }
}

async function sweep(client: Client, year: AcademicYear): Promise<boolean> {
  try {
    await client.workflow.getHandle(campaignId(year)).signal(sweepSignal);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw engineProblem(error);
  }
}

async function startMonthlyReturn(client: Client, workflowId: string, input: MonthlyReturnInput): Promise<void> {
  try {
    const staticSummary = `monthly return, upload ${input.uploadId}`;
    await client.workflow.start('monthlyReturn', {
      workflowId,
      taskQueue: taskQueues.schoolYear,
      args: [input],
      staticSummary,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw engineProblem(error);
  }
}

interface NewRun {
  readonly workflowId: string;
  readonly input: unknown;
  readonly staticSummary: string;
}

/** Starts a workflow whose id is used once; false when it has been. */
async function startOnce(client: Client, type: string, { workflowId, input, staticSummary }: NewRun): Promise<boolean> {
  try {
    await client.workflow.start(type, {
      workflowId,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      taskQueue: taskQueues.schoolYear,
      args: [input],
      staticSummary,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw engineProblem(error);
  }
}

/** Whether the engine answers at all: a worker that is away is slow, an engine that is away is unreachable. */
async function answers(client: Client): Promise<boolean> {
  try {
    await within(client, healthWaitMilliseconds, () => client.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}

const within = <Answer>(client: Client, milliseconds: number, ask: () => Promise<Answer>): Promise<Answer> =>
  client.withDeadline(Date.now() + milliseconds, ask);

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

/** A campaign that has run may not run again, unless it ended because its data or its model were refused; its log then goes on. */
async function campaignBefore(
  client: Client,
  workflowId: string,
): Promise<Pick<CampaignInput, 'afterVersion'> | 'runs-or-has-run'> {
  try {
    const handle = client.workflow.getHandle(workflowId);
    const { status } = await handle.describe();
    if (status.name === 'RUNNING') return 'runs-or-has-run';
    if (status.name !== 'COMPLETED') return {};
    const { stage, version } = (await handle.result()) as CampaignProgress & { readonly version: number };
    return stage === 'refused-data' || stage === 'refused-model' ? { afterVersion: version } : 'runs-or-has-run';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return {};
    throw engineProblem(error);
  }
}

/** Distinguishes faults of the connection from faults of ours. */
function engineProblem(error: unknown): unknown {
  const cause = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
  return isGrpcServiceError(cause) ? unreachable() : error;
}

const unreachable = (): ApiProblem =>
  new ApiProblem('EngineUnreachable', 'The workflow engine does not answer. Try again in a minute.');
