import { statusQuery } from '../contracts/queries.js';
import { type NamingInput, type NamingProgress } from '../domain/naming/messages.js';
import { inSteps, naming as activities } from './activities.js';
import { answerQuery } from './kit/messages.js';

/** One answer of one school: every report that must name it now, or no longer, is told. */
export async function naming(input: NamingInput): Promise<NamingProgress> {
  let progress: NamingProgress = { stage: 'telling', told: 0 };
  answerQuery(statusQuery, () => progress);
  const told = await activities.tellReports.executeWithOptions(
    { ...inSteps, summary: 'tell the reports in which this example may be named' },
    [input],
  );
  return (progress = { stage: 'done', told });
}
