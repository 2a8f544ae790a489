import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import { sweepSignal, type CampaignInput, type CampaignProgress } from '../../domain/campaign/messages.js';
import { type MonthlyReturnInput } from '../../domain/school-year/messages/monthly-return.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { campaignId } from '../../contracts/workflow-ids.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { engineProblem } from './reach.js';

export async function startCampaign(client: Client, input: CampaignInput): Promise<boolean> {
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
