import { getExternalWorkflowHandle, log } from '@temporalio/workflow';

/** Signals another workflow; one that has ended already has no use for the news. */
export async function signalIfOpen<News extends { readonly kind: string }>(
  workflowId: string,
  news: News,
): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(news.kind, news);
  } catch {
    log.info('The workflow had already ended when it was signalled.', { workflowId, news: news.kind });
  }
}
