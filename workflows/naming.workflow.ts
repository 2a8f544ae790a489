import { statusQuery } from '../contracts/queries.js';
import { type NamingInput, type NamingProgress } from '../domain/naming/messages.js';
import { inSteps, naming as activities } from './activities.js';
import { answerQuery } from './kit/messages.js';

/** One answer of one school: signals every school-year whose report must now name it, or no longer may. */
export async function naming(input: NamingInput): Promise<NamingProgress> {
  let progress: NamingProgress = { stage: 'signalling', signalled: 0 };
  answerQuery(statusQuery, () => progress);
  const signalled = await activities.signalReports.executeWithOptions(
    { ...inSteps, summary: 'signal the reports in which this example may be named' },
    [input],
  );
  return (progress = { stage: 'done', signalled });
}
