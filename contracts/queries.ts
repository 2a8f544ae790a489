/** What every workflow answers: where it is. */
export const statusQuery = 'status';
/** What every process that takes decisions answers besides: its own log. */
export const decisionLogQuery = 'decisionLog';
