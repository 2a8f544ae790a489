import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { type HubFact } from '../../domain/hubs/messages.js';
import { type PlaceRoundsFact } from '../../domain/hubs/place-rounds-messages.js';
import { type Fact } from '../../domain/school-year/messages/facts.js';
import { type SupportFact } from '../../domain/support/messages.js';

/** Signals another workflow; one that has ended no longer needs the signal. */
export async function signalIfOpen(
  workflowId: string,
  news: SupportFact | HubFact | PlaceRoundsFact | Fact,
): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(news.kind, news);
  } catch {
    log.info('The workflow had already ended when it was signalled.', { workflowId, news: news.kind });
  }
}
