import { condition, getExternalWorkflowHandle, log, workflowInfo } from '@temporalio/workflow';
import { type Receipt } from '../domain/process/command.js';
import {
  hubDecisionKinds,
  hubFactKinds,
  type HubDecision,
  type HubFact,
  type HubInput,
  type HubMessage,
} from '../domain/hubs/messages.js';
import { type PlacesFreed } from '../domain/hubs/place-rounds-messages.js';
import { placeRoundsId, supportId } from '../contracts/workflow-ids.js';
import { urn } from '../domain/shared/urn.js';
import { type HubView } from '../domain/hubs/view.js';
import {
  beginHubYear,
  hubDeadline,
  hubNotApplied,
  hubReceipt,
  hubTransition,
  hubView,
} from '../domain/hubs/process.js';
import { hubRefusal } from '../domain/hubs/refusal.js';
import { type HubEffect, type HubOccasion, type HubTransition } from '../domain/hubs/year.js';
import { recording } from './activities.js';
import { Alarm } from './kit/alarm.js';
import { RecordTask } from './kit/record-task.js';
import { answerQuery, handleDecisions, handleFacts } from './kit/messages.js';

/** One hub's year: who has its places. One message at a time, so it is never over capacity. */
export async function hub(input: HubInput): Promise<HubView> {
  const { workflowId } = workflowInfo();
  const occasion = (): HubOccasion => ({ input, workflowId, now: Date.now() });
  const first = beginHubYear(occasion());
  const queue: HubEffect[] = [...first.effects];
  const alarm = new Alarm();
  const task = new RecordTask();
  let { state } = first;
  alarm.set(hubDeadline(occasion(), state));

  const take = (next: HubTransition): Receipt => {
    state = next.state;
    queue.push(...next.effects);
    return hubReceipt(state);
  };
  const apply = (message: HubMessage): Receipt => take(hubTransition(occasion(), state, message));

  handleDecisions<HubDecision>({
    kinds: hubDecisionKinds,
    refusal: (decision) => hubRefusal(occasion(), state, decision),
    apply,
    notApplied: (decision, why) => take(hubNotApplied(occasion(), state, decision, why)),
  });
  handleFacts<HubFact>(hubFactKinds, apply);
  answerQuery('status', () => ({ ...hubView(occasion(), state), version: state.version }));
  answerQuery('decisionLog', () => state.log);

  for (;;) {
    for (let effect = queue.shift(); effect; effect = queue.shift()) await carryOut(effect, input, task);
    if (state.isEnded && queue.length === 0) {
      alarm.set(undefined);
      return hubView(occasion(), state);
    }
    await condition(() => queue.length > 0 || alarm.rang !== undefined || state.isEnded);
    if (alarm.rang === undefined) continue;
    alarm.reset();
    apply({ kind: 'opened' });
  }
}

async function carryOut(effect: HubEffect, { academicYear }: HubInput, task: RecordTask): Promise<void> {
  if (effect.do === 'record') return recording.recordHub(task.of(effect.record));
  if (effect.do === 'askForRound') return askForRound(academicYear);
  try {
    await getExternalWorkflowHandle(supportId(academicYear, urn(effect.urn))).signal(effect.news.kind, effect.news);
  } catch {
    log.info('The support had already ended when it was told.', { news: effect.news.kind });
  }
}

async function askForRound(academicYear: HubInput['academicYear']): Promise<void> {
  const fact: PlacesFreed = { kind: 'placesFreed' };
  try {
    await getExternalWorkflowHandle(placeRoundsId(academicYear)).signal(fact.kind, fact);
  } catch {
    log.info('No rounds run that could give the places that are free.');
  }
}
