/** Task queues by kind of load; a queue's rate limits are shared by all its workers. */
export const taskQueues = {
  /** All workflows, and the short activities beside them. */
  schoolYear: 'school-year',
  /** Long work of the campaign: checking data, fitting, starting pages, archiving. */
  campaign: 'campaign',
  /** Drafts with their narratives: what may wait for a language model keeps nobody else waiting. */
  narrative: 'narrative',
} as const;

/** How long a workflow task that writes records may take; longer than the engine's ten seconds, because a lost one costs a record (ADR 0039). */
export const recordingTaskTimeout = '30 seconds';

/** Name of the worker deployment; each build of it is named by its git hash. */
export const deploymentName = 'abie';
