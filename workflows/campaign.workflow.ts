import { condition, defineSignal, log, patched, setHandler } from '@temporalio/workflow';
import { type PageOutcome, type PageRequest } from '../contracts/activities.js';
import {
  sweepSignal,
  type CampaignDecision,
  type CampaignFact,
  type CampaignInput,
  type CampaignReached,
  type CampaignStage,
  type NationalShiftPoints,
} from '../domain/campaign/messages.js';
import { campaignProcess } from '../domain/campaign/process.js';
import { type CampaignState, type CampaignView } from '../domain/campaign/state.js';
import { campaigning, inOnePiece, inSteps, learning, recording } from './activities.js';
import { archiveOnceClosed } from './kit/archive-once-closed.js';
import { RunningProcess } from './kit/run-process.js';

type Running = RunningProcess<CampaignInput, CampaignState, CampaignDecision, CampaignFact, never, CampaignView>;

/** How a campaign ends: its last view, and the version from which a later run of the same year continues. */
export interface CampaignEnd extends CampaignView {
  readonly version: number;
}

/** The year's campaign: checks the data, prepares and starts every school, then archives each history as its school closes. */
export async function campaign(input: CampaignInput): Promise<CampaignEnd> {
  let isSweepAsked = false;
  const running = new RunningProcess(campaignProcess, input, { record: (record) => recording.recordCampaign(record) });
  setHandler(defineSignal(sweepSignal), () => {
    isSweepAsked = true;
  });
  running.carryOutAlongside();

  if (await prepare(input, running)) {
    await startSchools(input, running);
    await untilClosed();
  }
  await running.untilSettled();
  await archiveOnceClosed(input.terms.academicYear);
  return { ...running.view, version: running.state.version };

  async function untilClosed(): Promise<void> {
    const { academicYear } = input.terms;
    const sweepMilliseconds = input.sweepEveryDays * input.terms.calendar.dayMilliseconds;
    let isEnded = false;
    for (;;) {
      const { closing } = running.state;
      if (closing && !isEnded) {
        await running.untilSettled();
        await endSchools(input, closing);
        isEnded = true;
      }
      isSweepAsked = false;
      const { archived, open } = await campaigning.archiveClosed.executeWithOptions(
        { ...inSteps, summary: 'archive the histories of closed school-years' },
        [academicYear],
      );
      running.apply({ kind: 'campaignCounted', archived: running.state.archived + archived });
      if (closing && isEnded && open === 0) {
        await campaigning.endHubs.executeWithOptions({ ...inOnePiece, summary: 'end the year of the hubs' }, [
          academicYear,
        ]);
        // How a change to a workflow's commands is made: with a patch, and a stored history from before and after it.
        if (patched('learning-report')) await learn(input, closing);
        return reached(running, 'closed');
      }
      await condition(
        () => isSweepAsked || (running.state.closing !== undefined && !isEnded),
        isEnded ? Math.min(sweepMilliseconds, 2_000) : sweepMilliseconds,
      );
    }
  }
}

/** A stage is recorded before its work begins, so that nobody sees work of a stage that is not in the log. */
function reached(running: Running, stage: CampaignStage, found?: CampaignReached['found']): Promise<void> {
  running.apply({ kind: 'campaignReached', stage, ...(found && { found }) });
  return running.untilSettled();
}

async function prepare(input: CampaignInput, running: Running): Promise<boolean> {
  const { academicYear } = input.terms;
  const { problems } = await campaigning.checkData.executeWithOptions(
    { ...inOnePiece, summary: 'check the imported files' },
    [academicYear],
  );
  if (problems.length > 0) {
    await reached(running, 'refused-data', { problems });
    return false;
  }
  await reached(running, 'fitting-model');
  const { problems: faults = [], ...prepared } = await campaigning.prepareDrafts.executeWithOptions(
    { ...inOnePiece, summary: 'fit the model, store its record and prepare every draft' },
    [input],
  );
  if (faults.length > 0) {
    await reached(running, 'refused-model', { ...prepared, problems: faults });
    return false;
  }
  await reached(running, 'starting-canary', prepared);
  return true;
}

/** A first page, then a person, then the rest: a bad batch must never reach every school. */
async function startSchools(input: CampaignInput, running: Running): Promise<void> {
  const { academicYear } = input.terms;
  const state = (): CampaignState => running.state;
  const start = async (page: PageRequest): Promise<PageOutcome> => {
    const outcome = await campaigning.startPage.executeWithOptions(
      { ...inSteps, summary: `start schools after ${page.afterUrn || 'the first'}` },
      [input, page],
    );
    running.apply({ kind: 'campaignCounted', started: state().started + outcome.count });
    return outcome;
  };
  let page = await start({ academicYear, afterUrn: '', size: input.canarySize });
  if (!page.isLast) {
    await reached(running, 'waiting-for-release');
    await condition(() => state().isReleased || state().isCancelled);
    await reached(running, 'starting');
  }
  while (!page.isLast) {
    await condition(() => !state().isPaused || state().isCancelled);
    if (state().isCancelled) break;
    page = await start({ academicYear, afterUrn: page.lastUrn, size: input.pageSize });
  }
  await reached(running, state().isCancelled ? 'cancelled' : 'running');
}

async function endSchools(input: CampaignInput, nationalShiftPoints: NationalShiftPoints): Promise<void> {
  const { academicYear } = input.terms;
  let page: PageOutcome = { count: 0, lastUrn: '', isLast: false };
  while (!page.isLast) {
    page = await campaigning.endPage.executeWithOptions(
      { ...inSteps, summary: `end the year of schools after ${page.lastUrn || 'the first'}` },
      [nationalShiftPoints, { academicYear, afterUrn: page.lastUrn, size: input.pageSize }],
    );
  }
}

async function learn({ terms }: CampaignInput, nationalShift: NationalShiftPoints): Promise<void> {
  try {
    await learning.writeLearning({ terms, nationalShift });
  } catch (error) {
    log.error('The lessons of the year could not be written.', { error });
  }
}
