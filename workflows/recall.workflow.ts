import { condition, workflowInfo } from '@temporalio/workflow';
import { type Receipt } from '../domain/process/command.js';
import { recallDecisionKinds, type RecallDecision, type RecallInput } from '../domain/recall/messages.js';
import {
  beginRecall,
  decideRecall,
  recallNotApplied,
  recallReached,
  recallReceipt,
  recallRefusal,
  recallViewOf,
  type RecallOccasion,
  type RecallStage,
  type RecallState,
  type RecallStep,
  type RecallView,
} from '../domain/recall/recall.js';
import { inOnePiece, inSteps, recalling, recording } from './activities.js';
import { RecordTask } from './kit/record-task.js';
import { answerQuery, handleDecisions } from './kit/messages.js';

type Found = Parameters<typeof recallReached>[3];

/** Stops the reports that something wrong has touched, sees them made again, and lets them go when the checks pass. */
export async function recall(input: RecallInput): Promise<RecallView> {
  const { workflowId } = workflowInfo();
  const occasion = (): RecallOccasion => ({ input, workflowId, now: Date.now() });
  const queue: RecallStep['record'][] = [];
  const task = new RecordTask();
  let state = beginRecall();

  const take = (step: RecallStep): Receipt => {
    state = step.state;
    queue.push(step.record);
    return recallReceipt(state);
  };
  const reached = (stage: RecallStage, found?: Found): Receipt => take(recallReached(occasion(), state, stage, found));

  handleDecisions<RecallDecision>({
    kinds: recallDecisionKinds,
    refusal: (decision) => recallRefusal(input, state, decision),
    apply: (decision) =>
      state.seen.includes(decision.commandId) ? recallReceipt(state) : take(decideRecall(occasion(), state, decision)),
    notApplied: (decision, why) => take(recallNotApplied(occasion(), state, decision, why)),
  });
  answerQuery('status', () => ({ ...recallViewOf(input, state), version: state.version }));

  while (!isOver(state)) {
    await writeDown();
    const work = workOf[state.stage];
    if (work) await work(input, reached);
    else await condition(() => queue.length > 0);
  }
  await writeDown();
  return recallViewOf(input, state);

  async function writeDown(): Promise<void> {
    for (let record = queue.shift(); record; record = queue.shift()) await recording.recordRecall(task.of(record));
  }
}

const isOver = ({ stage }: RecallState): boolean => stage === 'ended' || stage === 'cancelled';

type Work = (input: RecallInput, reached: (stage: RecallStage, found?: Found) => Receipt) => Promise<void>;

/** What each stage does by itself; a stage without work waits for a person. */
const workOf: Readonly<Partial<Record<RecallStage, Work>>> = {
  finding: async (input, reached) => {
    const touched = await recalling.findTouched.executeWithOptions(
      { ...inOnePiece, summary: 'find the reports that it touches' },
      [input],
    );
    reached('proposed', { touched });
  },
  suspending: async (input, reached) => {
    await recalling.stopReads.executeWithOptions({ ...inOnePiece, summary: 'stop every read' }, [input]);
    await tell(input, 'suspended', 'stop the clocks of every school touched');
    reached('suspended');
  },
  redrafting: async (input, reached) => {
    await recalling.prepareRedrafts.executeWithOptions(
      { ...inOnePiece, summary: 'prepare the drafts from the figures as they are now' },
      [input],
    );
    await tell(input, 'recalled', 'have every draft made again');
    const redrafts = await recalling.awaitRedrafts.executeWithOptions(
      { ...inSteps, summary: 'wait until every draft has been made again' },
      [input],
    );
    reached('redrafted', { redrafts });
  },
  checking: async (input, reached) => {
    const { problems } = await recalling.checkBeforeResuming.executeWithOptions(
      { ...inOnePiece, summary: 'check that the schools can go on' },
      [input],
    );
    if (problems.length > 0) reached(input.purpose === 'redraft' ? 'redrafted' : 'suspended', { problems });
    else reached('resuming');
  },
  resuming: async (input, reached) => {
    await tell(input, 'resumed', 'let every school go on');
    await recalling.allowReads.executeWithOptions({ ...inOnePiece, summary: 'allow reads again' }, [input]);
    reached('ended');
  },
};

const tell = (input: RecallInput, kind: 'suspended' | 'recalled' | 'resumed', summary: string): Promise<void> =>
  recalling.tellSchools.executeWithOptions({ ...inSteps, summary }, [input, kind]);
