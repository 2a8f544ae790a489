import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { ApiProblem, type ApiClient, type Persona } from '../../api/client/api-client.js';
import { type CampaignProgress } from '../../domain/campaign/messages.js';
import { type Progress } from '../../engine/progress.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';

interface StartsFrom {
  readonly headline: string;
  readonly lessons: readonly { readonly severity: string; readonly sentence: string }[];
}

export interface CampaignState extends CampaignProgress {
  readonly version: number;
  readonly schoolsByStage: Readonly<Record<string, number>>;
  /** Lessons of the year before; present once the model has been fitted. */
  readonly startsFrom?: StartsFrom;
}

export interface CampaignStart {
  readonly urns?: readonly string[];
  readonly canarySize?: number;
  /** ISO instant at which the calendar's first day begins. */
  readonly startsAt?: string;
  readonly dayMilliseconds?: number;
  readonly schoolWindowDays?: number;
}

export const operator: Persona = { role: 'operator', id: 'abie-up' };

/**
 * Starts the year's campaign if none runs, releases its first page, and waits until every school has its draft, or until the
 * campaign reports that its model may not be used. @throws CommandProblem when the data are not fit for a campaign
 */
export async function runCampaign(
  api: ApiClient,
  year: string,
  start: CampaignStart,
  progress: Progress,
): Promise<CampaignState> {
  const step = progress.step(`Campaign ${year}`);
  await api.request(`/campaigns/${year}`, { as: operator, method: 'POST', json: start }).catch(unlessStarted);
  for (;;) {
    const state = await api.request<CampaignState>(`/campaigns/${year}`, { as: operator });
    const { stage, problems, toStart, version } = state;
    if (stage === 'refused-data') {
      step.fail('the data are not fit for a campaign');
      throw new CommandProblem(['The campaign was not started.', ...problems].join('\n'), exitCodes.refused);
    }
    if (stage === 'refused-model') {
      step.fail('the campaign is on hold; no draft goes to review');
      return state;
    }
    if (stage === 'waiting-for-release') await release(api, year, version);
    const drafted = Object.entries(state.schoolsByStage).reduce(
      (sum, [name, count]) => (isUndrafted(name) ? sum : sum + count),
      0,
    );
    step.update(
      toStart === 0 ? stage : `${drafted} of ${toStart} schools drafted`,
      toStart === 0 ? undefined : drafted / toStart,
    );
    if (['running', 'closing', 'closed', 'cancelled'].includes(stage) && !('drafting' in state.schoolsByStage)) {
      step.done(`${drafted} schools have a draft, or a reason why not`);
      return state;
    }
    await pause(300);
  }
}

function unlessStarted(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.code !== 'AlreadyStarted') throw error;
}

const isUndrafted = (stage: string): boolean => stage === 'drafting' || stage === 'out-of-scope';

async function release(api: ApiClient, year: string, expectedVersion: number): Promise<void> {
  const json = {
    commandId: randomUUID(),
    expectedVersion,
    body: { note: 'Released by the command that started this stack.' },
  };
  await api
    .request(`/campaigns/${year}/decisions/releaseCampaign`, { as: operator, method: 'POST', json })
    .catch(() => undefined);
}
