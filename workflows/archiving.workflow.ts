import { type ClosedRun } from '../contracts/activities.js';
import { archiving as archive, inSteps } from './activities.js';

/** Waits until a run has closed, then stores its history: for runs that no other run archives. */
export async function archiving(run: ClosedRun): Promise<void> {
  await archive.archiveRun.executeWithOptions({ ...inSteps, summary: `archive ${run.workflowId}` }, [run]);
}
