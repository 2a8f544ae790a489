import { condition, getExternalWorkflowHandle, log, workflowInfo } from '@temporalio/workflow';
import { type Receipt } from '../domain/process/command.js';
import {
  supportDecisionKinds,
  supportFactKinds,
  type SupportDecision,
  type SupportFact,
  type SupportInput,
  type SupportMessage,
} from '../domain/support/messages.js';
import { type PlaceReleased } from '../domain/hubs/messages.js';
import { type SupportEnded } from '../domain/school-year/messages/facts.js';
import { hubId, schoolYearId } from '../contracts/workflow-ids.js';
import { type SupportView } from '../domain/support/support-view.js';
import {
  beginSupport,
  supportNotApplied,
  supportReceipt,
  supportTransition,
} from '../domain/support/support-process.js';
import { supportDeadline } from '../domain/support/overdue.js';
import { supportRefusal } from '../domain/support/support-refusal.js';
import {
  supportView,
  type SupportEffect,
  type SupportOccasion,
  type SupportTransition,
} from '../domain/support/support-state.js';
import { recording, seeking } from './activities.js';
import { Alarm } from './kit/alarm.js';
import { RecordTask } from './kit/record-task.js';
import { answerQuery, handleDecisions, handleFacts } from './kit/messages.js';

/** One school's support: a place at a hub or its turn on the waiting list, milestones, outcome. */
export async function support(input: SupportInput): Promise<SupportView> {
  const { workflowId } = workflowInfo();
  const occasion = (): SupportOccasion => ({ input, workflowId, now: Date.now() });
  const first = beginSupport(occasion());
  const queue: SupportEffect[] = [...first.effects];
  const alarm = new Alarm();
  const task = new RecordTask();
  let { state } = first;
  alarm.set(supportDeadline(occasion(), state));

  const take = (next: SupportTransition): Receipt => {
    state = next.state;
    queue.push(...next.effects);
    alarm.set(supportDeadline(occasion(), state));
    return supportReceipt(state);
  };
  const apply = (message: SupportMessage): Receipt => take(supportTransition(occasion(), state, message));

  handleDecisions<SupportDecision>({
    kinds: supportDecisionKinds,
    refusal: (decision) => supportRefusal(occasion(), state, decision),
    apply,
    notApplied: (decision, why) => take(supportNotApplied(occasion(), state, decision, why)),
  });
  handleFacts<SupportFact>(supportFactKinds, apply);
  answerQuery('status', () => ({ ...supportView(occasion(), state), version: state.version }));
  answerQuery('decisionLog', () => state.log);

  for (;;) {
    for (let effect = queue.shift(); effect; effect = queue.shift()) await carryOut(effect, { input, apply, task });
    if (state.stage === 'ended' && queue.length === 0) return supportView(occasion(), state);
    await condition(() => queue.length > 0 || alarm.rang !== undefined);
    if (alarm.rang === undefined) continue;
    alarm.reset();
    apply({ kind: 'deadlinePassed' });
  }
}

interface Run {
  readonly input: SupportInput;
  readonly apply: (message: SupportMessage) => Receipt;
  readonly task: RecordTask;
}

async function carryOut(effect: SupportEffect, { input, apply, task }: Run): Promise<void> {
  const { academicYear, urn, pathway, needPoints, calendar, ground } = input;
  switch (effect.do) {
    case 'record':
      return recording.recordSupport(task.of(effect.record));
    case 'seekPlace': {
      const answer = await seeking.seekPlace({ academicYear, urn, pathway, needPoints, calendar, ground });
      if (answer.kind === 'in-next-round') return;
      if (answer.kind === 'waiting') apply({ kind: 'placeDeferred', reasonCode: answer.reasonCode, why: answer.why });
      else apply({ kind: 'hubAsked', hubId: answer.hubId, why: answer.why });
      return;
    }
    case 'releasePlace':
      return tell(hubId(academicYear, effect.hubId), { kind: 'placeReleased', urn });
    case 'tellSchoolYear':
      return tell(schoolYearId(academicYear, urn), {
        kind: 'supportEnded',
        outcome: effect.outcome,
        version: effect.version,
      });
  }
}

async function tell(workflowId: string, news: PlaceReleased | SupportEnded): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(news.kind, news);
  } catch {
    log.info('It had already ended when it was told.', { news: news.kind });
  }
}
