import { condition } from '@temporalio/workflow';
import { type RecallFindings, type RecallInput, type RecallStage } from '../domain/recall/messages.js';
import { recallProcess } from '../domain/recall/process.js';
import { type RecallView } from '../domain/recall/state.js';
import { inOnePiece, inSteps, recalling, recording } from './activities.js';
import { archiveOnceClosed } from './kit/archive-once-closed.js';
import { RunningProcess } from './kit/run-process.js';

/** Suspends the reports affected by an error, has them drafted again, and ends the suspension when the checks pass. */
export async function recall(input: RecallInput): Promise<RecallView> {
  const running = new RunningProcess(recallProcess, input, {
    record: (record) => recording.recordRecall(record),
    closing: () => archiveOnceClosed(input.academicYear),
  });
  const reached = (stage: RecallStage, found?: RecallFindings): void => {
    running.apply({ kind: 'recallReached', stage, ...(found && { found }) });
  };
  while (!running.isOver) {
    await running.carryOutQueued();
    const work = workOf[running.state.stage];
    if (work) await work(input, reached);
    else await condition(() => running.hasQueued || running.isOver);
  }
  await running.finish();
  return running.view;
}

type Work = (input: RecallInput, reached: (stage: RecallStage, found?: RecallFindings) => void) => Promise<void>;

/** The work of each stage; a stage without work waits for a person. */
const workOf: Readonly<Partial<Record<RecallStage, Work>>> = {
  finding: async (input, reached) => {
    const touched = await recalling.findTouched.executeWithOptions(
      { ...inOnePiece, summary: 'find the affected reports' },
      [input],
    );
    reached('proposed', { touched });
  },
  suspending: async (input, reached) => {
    await signalSchools(input, 'suspended', 'suspend every affected school');
    reached('suspended');
  },
  redrafting: async (input, reached) => {
    await recalling.prepareRedrafts.executeWithOptions(
      { ...inOnePiece, summary: 'prepare the drafts from the figures as they are now' },
      [input],
    );
    await signalSchools(input, 'recalled', 'have every draft made again');
    const redrafts = await recalling.awaitRedrafts.executeWithOptions(
      { ...inSteps, summary: 'wait until every draft has been made again' },
      [input],
    );
    reached('redrafted', { redrafts });
  },
  checking: async (input, reached) => {
    const { problems } = await recalling.checkBeforeResuming.executeWithOptions(
      { ...inOnePiece, summary: 'check that the suspension can end' },
      [input],
    );
    if (problems.length > 0) reached(input.purpose === 'redraft' ? 'redrafted' : 'suspended', { problems });
    else reached('resuming');
  },
  resuming: async (input, reached) => {
    await signalSchools(input, 'resumed', 'end the suspension of every school');
    await recalling.allowReads.executeWithOptions({ ...inOnePiece, summary: 'allow reads again' }, [input]);
    reached('ended');
  },
};

const signalSchools = (
  input: RecallInput,
  kind: 'suspended' | 'recalled' | 'resumed',
  summary: string,
): Promise<void> => recalling.signalRecall.executeWithOptions({ ...inSteps, summary }, [input, kind]);
