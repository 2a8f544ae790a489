import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { archivingId } from '../../contracts/workflow-ids.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';

/** Starts the archiving of this run's history after it closes, once: no run can store its own last event. */
export async function archiveOnceClosed(academicYear: AcademicYear): Promise<void> {
  const { workflowId, runId } = workflowInfo();
  try {
    await startChild('archiving', {
      workflowId: archivingId(workflowId, runId),
      args: [{ academicYear, workflowId, runId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `archive ${workflowId} once it has closed`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
