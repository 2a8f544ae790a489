import { condition, continueAsNew, defineSignal, log, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  sweepSignal,
  type CampaignDecision,
  type CampaignFact,
  type CampaignInput,
  type CampaignReached,
  type CampaignStage,
  type CampaignWork,
  type NationalShiftPoints,
} from '../domain/campaign/messages.js';
import { campaignProcess } from '../domain/campaign/process.js';
import { type CampaignRunInput, type CampaignState, type CampaignView } from '../domain/campaign/state.js';
import { campaigning, inOnePiece, inSteps, learning, recording } from './activities.js';
import { archiveOnceClosed } from './kit/archive-once-closed.js';
import { RunningProcess } from './kit/run-process.js';

type Running = RunningProcess<CampaignRunInput, CampaignState, CampaignDecision, CampaignFact, never, CampaignView>;
type Work<Kind extends CampaignWork['do']> = Extract<CampaignWork, { readonly do: Kind }>;

/** The engine ends a run at 51,200 events. */
const longHistoryEvents = 2_000;
const firstLookMilliseconds = 2_000;

/** The year's campaign: checks the data, prepares and starts every school, then archives each history as its school closes. */
export async function campaign(given: CampaignRunInput): Promise<CampaignView> {
  const { continued, ...input } = given;
  const running: Running = new RunningProcess(campaignProcess, given, {
    record: (record) => recording.recordCampaign(record),
    closing: () => archiveOnceClosed(input.terms.academicYear),
  });
  const steps = new CampaignSteps(input, running);
  running.carryOutAlongside();

  let work: CampaignWork = continued?.work ?? { do: 'prepare' };
  while (work.do !== 'nothing') {
    if (isHistoryLong()) await goOn(work);
    work = await steps.take(work);
  }
  await running.finish();
  return running.view;

  async function goOn(next: CampaignWork): Promise<never> {
    await archiveOnceClosed(input.terms.academicYear);
    await running.untilSettled();
    return continueAsNew<typeof campaign>({ ...input, continued: { state: running.state, work: next } });
  }
}

const isHistoryLong = (): boolean => {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > longHistoryEvents;
};

/** The campaign's own work. Each step returns the next one, so that between any two the campaign can go on in a new run. */
class CampaignSteps {
  readonly #input: CampaignInput;
  readonly #running: Running;
  #isSweepAsked = false;

  constructor(input: CampaignInput, running: Running) {
    this.#input = input;
    this.#running = running;
    setHandler(defineSignal(sweepSignal), () => {
      this.#isSweepAsked = true;
    });
  }

  take(work: Exclude<CampaignWork, Work<'nothing'>>): Promise<CampaignWork> {
    switch (work.do) {
      case 'prepare':
        return this.#prepare();
      case 'start':
        return this.#startPage(work);
      case 'keep':
        return this.#keep();
      case 'end-schools':
        return this.#endPage(work);
      case 'close':
        return this.#close(work);
    }
  }

  async #prepare(): Promise<CampaignWork> {
    const { problems } = await campaigning.checkData.executeWithOptions(
      { ...inOnePiece, summary: 'check the imported files' },
      [this.#year],
    );
    if (await this.#isCancelledBeforeGoingOn()) return this.#cancelled();
    if (problems.length > 0) return this.#refused('refused-data', { problems });
    await this.#reached('fitting-model');
    if (await this.#isCancelledBeforeGoingOn()) return this.#cancelled();
    const { problems: faults = [], ...prepared } = await campaigning.prepareDrafts.executeWithOptions(
      { ...inOnePiece, summary: 'fit the model, store its record and prepare every draft' },
      [this.#input],
    );
    if (await this.#isCancelledBeforeGoingOn()) return this.#cancelled(prepared);
    if (faults.length > 0) return this.#refused('refused-model', { ...prepared, problems: faults });
    await this.#reached('starting-canary', prepared);
    return { do: 'start', afterUrn: '' };
  }

  /** A first page, then a person, then the rest: a bad batch must never reach every school. */
  async #startPage({ afterUrn }: Work<'start'>): Promise<CampaignWork> {
    if (await this.#isCancelledBeforeGoingOn()) return this.#cancelled();
    const { canarySize, pageSize } = this.#input;
    const isCanary = afterUrn === '';
    const page = await campaigning.startPage.executeWithOptions(
      { ...inSteps, summary: `start schools after ${afterUrn || 'the first'}` },
      [this.#input, { academicYear: this.#year, afterUrn, size: isCanary ? canarySize : pageSize }],
    );
    this.#running.apply({ kind: 'campaignCounted', started: this.#state.started + page.count });
    if (this.#state.isCancelled) return this.#cancelled();
    if (page.isLast) {
      await this.#reached('running');
      return { do: 'keep' };
    }
    if (isCanary) {
      await this.#reached('waiting-for-release');
      await condition(() => this.#state.isReleased || this.#state.isCancelled);
      if (await this.#isCancelledBeforeGoingOn()) return this.#cancelled();
      await this.#reached('starting');
    }
    return { do: 'start', afterUrn: page.lastUrn };
  }

  /** Archives what has closed from time to time, until two people close the year. */
  async #keep(): Promise<CampaignWork> {
    const isClosing = (): boolean => this.#state.closing !== undefined;
    if (!isClosing()) {
      await this.#archive();
      await this.#untilSweep(this.#sweepMilliseconds, isClosing);
    }
    return isClosing() ? { do: 'end-schools', afterUrn: '' } : { do: 'keep' };
  }

  async #endPage({ afterUrn }: Work<'end-schools'>): Promise<CampaignWork> {
    await this.#running.untilSettled();
    const page = await campaigning.endPage.executeWithOptions(
      { ...inSteps, summary: `end the year of schools after ${afterUrn || 'the first'}` },
      [this.#closing, { academicYear: this.#year, afterUrn, size: this.#input.pageSize }],
    );
    return page.isLast
      ? { do: 'close', lookAgainMilliseconds: firstLookMilliseconds }
      : { do: 'end-schools', afterUrn: page.lastUrn };
  }

  /** A school that is suspended holds up the year's end for as long as that lasts, so each look waits longer for the next. */
  async #close({ lookAgainMilliseconds }: Work<'close'>): Promise<CampaignWork> {
    if ((await this.#archive()) > 0) {
      const wait = Math.min(lookAgainMilliseconds, this.#sweepMilliseconds);
      await this.#untilSweep(wait);
      return { do: 'close', lookAgainMilliseconds: wait * 2 };
    }
    await campaigning.endHubs.executeWithOptions({ ...inOnePiece, summary: 'end the year of the hubs' }, [this.#year]);
    // How a change to a workflow's commands is made: with a patch, and a stored history from before and after it.
    if (patched('learning-report')) await learn(this.#input, this.#closing);
    await this.#reached('closed');
    return { do: 'nothing' };
  }

  /** @returns the number of school-years and supports that are still open */
  async #archive(): Promise<number> {
    this.#isSweepAsked = false;
    const { archived, open } = await campaigning.archiveClosed.executeWithOptions(
      { ...inSteps, summary: 'archive the histories of closed school-years' },
      [this.#year],
    );
    this.#running.apply({ kind: 'campaignCounted', archived: this.#state.archived + archived, open });
    return open;
  }

  async #untilSweep(milliseconds: number, orUntil = (): boolean => false): Promise<void> {
    await condition(() => this.#isSweepAsked || orUntil(), milliseconds);
  }

  /** Holds while people have paused the campaign. */
  async #isCancelledBeforeGoingOn(): Promise<boolean> {
    await condition(() => !this.#state.isPaused || this.#state.isCancelled);
    return this.#state.isCancelled;
  }

  async #cancelled(found?: CampaignReached['found']): Promise<CampaignWork> {
    await this.#reached('cancelled', found);
    return { do: 'keep' };
  }

  async #refused(stage: CampaignStage, found: CampaignReached['found']): Promise<CampaignWork> {
    await this.#reached(stage, found);
    return { do: 'nothing' };
  }

  /** A stage is recorded before its work begins, so that nobody sees work of a stage that is not in the log. */
  #reached(stage: CampaignStage, found?: CampaignReached['found']): Promise<void> {
    this.#running.apply({ kind: 'campaignReached', stage, ...(found && { found }) });
    return this.#running.untilSettled();
  }

  get #state(): CampaignState {
    return this.#running.state;
  }

  get #closing(): NationalShiftPoints {
    const { closing } = this.#state;
    if (!closing) throw new Error('Nobody has closed this year.');
    return closing;
  }

  get #year(): CampaignInput['terms']['academicYear'] {
    return this.#input.terms.academicYear;
  }

  get #sweepMilliseconds(): number {
    return this.#input.sweepEveryDays * this.#input.terms.calendar.dayMilliseconds;
  }
}

async function learn({ terms }: CampaignInput, nationalShift: NationalShiftPoints): Promise<void> {
  try {
    await learning.writeLearning({ terms, nationalShift });
  } catch (error) {
    log.error('The lessons of the year could not be written.', { error });
  }
}
