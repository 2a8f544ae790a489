/** Answered by every workflow: its current state. */
export const statusQuery = 'status';
/** Also answered by every process that takes decisions: its own log. */
export const decisionLogQuery = 'decisionLog';
