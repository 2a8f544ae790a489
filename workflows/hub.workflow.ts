import { placeRoundsId, supportId } from '../contracts/workflow-ids.js';
import { type HubInput } from '../domain/hubs/messages.js';
import { hubProcess } from '../domain/hubs/process.js';
import { type HubView } from '../domain/hubs/view.js';
import { urn } from '../domain/shared/urn.js';
import { recording } from './activities.js';
import { archiveOnceClosed } from './kit/archive-once-closed.js';
import { runProcess } from './kit/run-process.js';
import { signalIfOpen } from './kit/signal-if-open.js';

/** One hub's year: who has its places. One message at a time, so it is never over capacity. */
export function hub(input: HubInput): Promise<HubView> {
  const { academicYear } = input;
  return runProcess(hubProcess, input, {
    record: (record) => recording.recordHub(record),
    carryOut: (effect) =>
      effect.do === 'askForRound'
        ? signalIfOpen(placeRoundsId(academicYear), { kind: 'placesFreed' })
        : signalIfOpen(supportId(academicYear, urn(effect.urn)), effect.news),
    closing: () => archiveOnceClosed(academicYear),
  });
}
