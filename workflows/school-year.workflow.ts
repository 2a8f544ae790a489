import {
  condition,
  ParentClosePolicy,
  sleep,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
  getExternalWorkflowHandle,
  log,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { type Receipt } from '../domain/process/command.js';
import { type SchoolYearInput } from '../domain/school-year/messages/input.js';
import {
  decisionKinds,
  factSignals,
  schoolYearQueries,
  type Decision,
  type Message,
} from '../domain/school-year/messages/messages.js';
import { type Fact } from '../domain/school-year/messages/facts.js';
import { type SupportInput } from '../domain/support/messages.js';
import { recordingTaskTimeout } from '../contracts/task-queues.js';
import { supportId } from '../contracts/workflow-ids.js';
import { nearestDeadline } from '../domain/school-year/deadlines.js';
import { type Effect, type StartSupportEffect, type TellSupportEffect } from '../domain/school-year/effects.js';
import { refusal } from '../domain/school-year/refusal.js';
import { receipt, viewOf, type SchoolYearView } from '../domain/school-year/state.js';
import { begin, notApplied, transition } from '../domain/school-year/transition.js';
import { type Occasion, type Transition } from '../domain/school-year/change.js';
import { drafting, recording } from './activities.js';
import { Alarm } from './kit/alarm.js';
import { RecordTask } from './kit/record-task.js';
import { stageAttribute } from './kit/search-attributes.js';
import { answerQuery, handleDecisions, handleFacts } from './kit/messages.js';

/** One school, one academic year: waits for messages, applies the rules, carries out what follows. */
export async function schoolYear(year: SchoolYearInput): Promise<SchoolYearView> {
  const { workflowId } = workflowInfo();
  const occasion = (): Occasion => ({ year, workflowId, now: Date.now() });
  const first = begin(year.urn);
  const queue: Effect[] = [...first.effects];
  const alarm = new Alarm();
  const task = new RecordTask();
  let state = first.state;
  let shownStage = state.stage;

  const take = (next: Transition): Receipt => {
    state = next.state;
    queue.push(...next.effects);
    alarm.set(nearestDeadline(state));
    return receipt(state);
  };
  const apply = (message: Message): Receipt => take(transition(occasion(), state, message));

  handleDecisions<Decision>({
    kinds: decisionKinds,
    refusal: (decision) => refusal(occasion(), state, decision),
    apply,
    notApplied: (decision, why) => take(notApplied(occasion(), state, decision, why)),
  });
  handleFacts<Fact>(Object.values(factSignals), apply);
  answerQuery(schoolYearQueries.status, () => ({
    ...viewOf(state),
    version: state.version,
    deadlines: state.deadlines,
  }));
  answerQuery(schoolYearQueries.decisionLog, () => state.log);

  for (;;) {
    for (let effect = queue.shift(); effect; effect = queue.shift()) await carryOut(effect, { year, apply, task });
    showStage();
    if (state.stage === 'closed' && queue.length === 0) return viewOf(state);
    await condition(() => queue.length > 0 || alarm.rang !== undefined);
    if (alarm.rang !== undefined) ring();
  }

  function ring(): void {
    const name = alarm.rang;
    alarm.reset();
    const deadline = nearestDeadline(state);
    if (deadline && deadline.name === name) apply({ kind: 'deadlinePassed', name: deadline.name });
    alarm.set(nearestDeadline(state));
  }

  /** A closed run says so itself, so the last stage costs no event. */
  function showStage(): void {
    if (state.stage === shownStage || state.stage === 'closed') return;
    shownStage = state.stage;
    upsertSearchAttributes([{ key: stageAttribute, value: state.stage }]);
  }
}

interface Run {
  readonly year: SchoolYearInput;
  readonly apply: (message: Message) => Receipt;
  readonly task: RecordTask;
}

async function carryOut(effect: Effect, { year, apply, task }: Run): Promise<void> {
  switch (effect.do) {
    case 'draft': {
      apply(await drafting.draftExpectation({ academicYear: year.academicYear, urn: year.urn, ...effect.request }));
      return;
    }
    case 'reissue':
      return drafting.reissueReport({ academicYear: year.academicYear, urn: year.urn, ...effect.request });
    case 'record':
      return recording.recordSchoolYear(task.of(effect.record));
    case 'startSupport':
      return startSupport(effect, year);
    case 'tellSupport':
      return tellSupport(effect, year);
  }
}

/** The support outlives the school-year, and is found again by its id. */
async function startSupport(
  { pathway, ground, shortfallPoints, afterVersion, daysSetAside }: StartSupportEffect,
  year: SchoolYearInput,
): Promise<void> {
  const { academicYear, urn, regionCode, calendar, decisionPolicy } = year;
  const { supportEscalation: escalation } = decisionPolicy;
  const input: SupportInput = {
    academicYear,
    urn,
    regionCode,
    pathway,
    ground,
    needPoints: shortfallPoints,
    calendar,
    ...(afterVersion !== undefined && { afterVersion }),
    ...(daysSetAside && { daysSetAside }),
    ...(escalation && { escalation }),
  };
  for (;;) {
    try {
      await startChild('support', {
        workflowId: supportId(academicYear, urn),
        args: [input],
        workflowTaskTimeout: recordingTaskTimeout,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        staticSummary: `support for school ${urn}`,
      });
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      await sleep('2 seconds', { summary: 'the support before has still to close' });
    }
  }
}

async function tellSupport({ news }: TellSupportEffect, year: SchoolYearInput): Promise<void> {
  try {
    await getExternalWorkflowHandle(supportId(year.academicYear, year.urn)).signal(news.kind, news);
  } catch {
    log.info('The support had already ended when it was told.', { news: news.kind });
  }
}
