import { condition, defineSignal, log, patched, setHandler } from '@temporalio/workflow';
import {
  campaignDecisionKinds,
  progressQuery,
  sweepSignal,
  type CampaignDecision,
  type CampaignInput,
  type CampaignProgress,
  type CloseYear,
} from '../domain/campaign/messages.js';
import { type PageOutcome, type PageRequest } from '../contracts/activities.js';
import {
  beginCampaign,
  campaignNotApplied,
  campaignReceipt,
  campaignRefusal,
  decideCampaign,
  progressed,
  type CampaignState,
} from '../domain/campaign/campaign.js';
import { campaigning, inOnePiece, inSteps, learning } from './activities.js';
import { answerQuery, handleDecisions } from './kit/messages.js';

/** The year's campaign: checks the data, prepares and starts every school, then archives each history as its school closes. */
export async function campaign(input: CampaignInput): Promise<CampaignProgress> {
  let state = beginCampaign();
  let isSweepAsked = false;
  const occasion = (): { readonly now: number } => ({ now: Date.now() });
  const set = (change: Partial<CampaignProgress>): void => {
    state = progressed(state, change);
  };

  handleDecisions<CampaignDecision>({
    kinds: campaignDecisionKinds,
    refusal: (decision) => campaignRefusal(state, decision),
    apply: (decision) => {
      state = decideCampaign(state, decision, occasion().now);
      return campaignReceipt(state);
    },
    notApplied: (decision, why) => {
      state = campaignNotApplied(state, decision, why, occasion().now);
    },
  });
  setHandler(defineSignal(sweepSignal), () => {
    isSweepAsked = true;
  });
  answerQuery(progressQuery, () => state.progress);
  answerQuery('decisionLog', () => state.log);

  if (!(await prepare(input, set))) return state.progress;
  await startSchools(input, () => state, set);
  await untilClosed();
  return state.progress;

  async function untilClosed(): Promise<void> {
    const sweepMilliseconds = input.sweepEveryDays * input.terms.calendar.dayMilliseconds;
    let isEnded = false;
    for (;;) {
      if (state.closing && !isEnded) {
        await endSchools(input, state.closing);
        isEnded = true;
      }
      isSweepAsked = false;
      const { archived, open } = await campaigning.archiveClosed.executeWithOptions(
        { ...inSteps, summary: 'archive the histories of closed school-years' },
        [input.terms.academicYear],
      );
      set({ archived: state.progress.archived + archived });
      if (isEnded && open === 0) {
        await campaigning.endHubs.executeWithOptions({ ...inOnePiece, summary: 'end the year of the hubs' }, [
          input.terms.academicYear,
        ]);
        if (patched('learning-report')) await learn(input, state.closing);
        set({ stage: 'closed' });
        return;
      }
      await condition(
        () => isSweepAsked || (state.closing !== undefined && !isEnded),
        isEnded ? Math.min(sweepMilliseconds, 2_000) : sweepMilliseconds,
      );
    }
  }
}

type SetProgress = (change: Partial<CampaignProgress>) => void;

async function prepare(input: CampaignInput, set: SetProgress): Promise<boolean> {
  const { academicYear } = input.terms;
  const { problems } = await campaigning.checkData.executeWithOptions(
    { ...inOnePiece, summary: 'check the imported files' },
    [academicYear],
  );
  if (problems.length > 0) {
    set({ stage: 'refused-data', problems });
    return false;
  }
  set({ stage: 'fitting-model' });
  const { problems: faults = [], ...prepared } = await campaigning.prepareDrafts.executeWithOptions(
    { ...inOnePiece, summary: 'fit the model, store its record and prepare every draft' },
    [input],
  );
  if (faults.length > 0) {
    set({ stage: 'refused-model', ...prepared, problems: faults });
    return false;
  }
  set({ stage: 'starting-canary', ...prepared });
  return true;
}

/** A first page, then a person, then the rest: a bad batch must never reach every school. */
async function startSchools(input: CampaignInput, state: () => CampaignState, set: SetProgress): Promise<void> {
  const start = async (page: PageRequest): Promise<PageOutcome> => {
    const outcome = await campaigning.startPage.executeWithOptions(
      { ...inSteps, summary: `start schools after ${page.afterUrn || 'the first'}` },
      [input, page],
    );
    set({ started: state().progress.started + outcome.count });
    return outcome;
  };
  const { academicYear } = input.terms;
  let page = await start({ academicYear, afterUrn: '', size: input.canarySize });
  if (!page.isLast) {
    set({ stage: 'waiting-for-release' });
    await condition(() => state().isReleased || state().isCancelled);
    set({ stage: 'starting' });
  }
  while (!page.isLast) {
    await condition(() => !state().progress.isPaused || state().isCancelled);
    if (state().isCancelled) break;
    page = await start({ academicYear, afterUrn: page.lastUrn, size: input.pageSize });
  }
  set({ stage: state().isCancelled ? 'cancelled' : 'running' });
}

async function endSchools(input: CampaignInput, closing: CloseYear['body']): Promise<void> {
  const { academicYear } = input.terms;
  let page: PageOutcome = { count: 0, lastUrn: '', isLast: false };
  while (!page.isLast) {
    page = await campaigning.endPage.executeWithOptions(
      { ...inSteps, summary: `end the year of schools after ${page.lastUrn || 'the first'}` },
      [closing.nationalShiftPoints, { academicYear, afterUrn: page.lastUrn, size: input.pageSize }],
    );
  }
}

async function learn({ terms }: CampaignInput, closing: CloseYear['body'] | undefined): Promise<void> {
  if (!closing) return;
  try {
    await learning.writeLearning({ terms, nationalShift: closing.nationalShiftPoints });
  } catch (error) {
    log.error('What the year taught could not be written.', { error });
  }
}
