import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import { type LogEnd } from '../../database/audit-log.js';
import { sweepSignal, type CampaignInput } from '../../domain/campaign/messages.js';
import { type MonthlyReturnInput } from '../../domain/school-year/messages/monthly-return.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { campaignId } from '../../contracts/workflow-ids.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { endOf } from './ends.js';
import { engineProblem } from './reach.js';

export async function startCampaign(
  client: Client,
  input: CampaignInput,
  logged: LogEnd | undefined,
): Promise<boolean> {
  const workflowId = campaignId(input.terms.academicYear);
  const before = await campaignBefore(client, workflowId, logged);
  if (before === 'runs-or-has-run') return false;
  try {
    await client.workflow.start('campaign', {
      workflowId,
      taskQueue: taskQueues.schoolYear,
      args: [{ ...input, ...before, ...(logged && { afterVersion: logged.version }) }],
      staticSummary: `campaign ${input.terms.academicYear}`,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw engineProblem(error);
  }
}

export async function sweep(client: Client, year: AcademicYear): Promise<boolean> {
  try {
    await client.workflow.getHandle(campaignId(year)).signal(sweepSignal);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw engineProblem(error);
  }
}

export async function startMonthlyReturn(client: Client, workflowId: string, input: MonthlyReturnInput): Promise<void> {
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
export async function startOnce(
  client: Client,
  type: string,
  { workflowId, input, staticSummary }: NewRun,
): Promise<boolean> {
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

/**
 * A campaign that has run to its end may not run again, unless its data or its model were refused. One that the engine stopped may: it came
 * to no end, and only its log says how far it was.
 */
async function campaignBefore(
  client: Client,
  workflowId: string,
  logged: LogEnd | undefined,
): Promise<Pick<CampaignInput, 'stoppedBecause'> | 'runs-or-has-run'> {
  const stage = logged?.stage;
  if (stage === 'closed') return 'runs-or-has-run';
  try {
    const end = await endOf(client, workflowId);
    if (end === 'running') return 'runs-or-has-run';
    if (end === 'completed') return stage === 'refused-data' || stage === 'refused-model' ? {} : 'runs-or-has-run';
    return end;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      return logged ? { stoppedBecause: 'the engine no longer knows it.' } : {};
    throw engineProblem(error);
  }
}
