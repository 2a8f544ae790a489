import { statusQuery } from '../contracts/queries.js';
import { type AreaEventInput, type AreaEventProgress } from '../domain/monitoring/area-event-messages.js';
import { eventing, inSteps } from './activities.js';
import { answerQuery } from './kit/messages.js';

/** One event of an area: signals every school that it covers, each once. */
export async function areaEvent(input: AreaEventInput): Promise<AreaEventProgress> {
  let progress: AreaEventProgress = { stage: 'signalling', signalled: 0 };
  answerQuery(statusQuery, () => progress);
  const signalled = await eventing.signalArea.executeWithOptions(
    { ...inSteps, summary: `${input.decision.kind} a local shock at every school of an area` },
    [input],
  );
  return (progress = { stage: 'done', signalled });
}
