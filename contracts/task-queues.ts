/** Task queues by kind of load; a queue's rate limits are shared by all its workers. */
export const taskQueues = {
  /** All workflows, and the short activities that record what they decide. */
  schoolYear: 'school-year',
  /** Long work of the campaign: checking data, fitting, starting pages, archiving. */
  campaign: 'campaign',
  /** Drafts with their narratives, kept apart so that waiting for a language model delays nothing else. */
  narrative: 'narrative',
} as const;

/** Name of the worker deployment; each build of it is named by its git hash. */
export const deploymentName = 'abie';
