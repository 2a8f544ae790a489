import { type AbsencePhase } from '../shared/phase.js';
import { type Command } from '../process/command.js';
import { type YearTerms } from '../school-year/messages/input.js';

/** Input of the `campaign` workflow: one academic year for all schools, or for those listed. */
export interface CampaignInput {
  readonly terms: YearTerms;
  /** Only these schools get a school-year; all schools still serve the model and the comparisons. */
  readonly urns?: readonly string[];
  /** Schools drafted first and looked at by a person before the rest may start. */
  readonly canarySize: number;
  readonly pageSize: number;
  readonly startsPerSecond: number;
  /** How often closed school-years are looked for and their histories archived. */
  readonly sweepEveryDays: number;
}

/** A person has looked at the first page of drafts and lets the rest start. */
export type ReleaseCampaign = Command<'releaseCampaign', { readonly note?: string }>;
export type PauseCampaign = Command<'pauseCampaign', { readonly reason: string }>;
export type ResumeCampaign = Command<'resumeCampaign', { readonly note?: string }>;
/** No further school is started; those started go on. */
export type CancelCampaign = Command<'cancelCampaign', { readonly reason: string }>;
/** The year's figures are settled: every school is evaluated. Shifts are this year's national absence less last year's, in points. */
export type CloseYear = Command<'closeYear', { readonly nationalShiftPoints: Readonly<Record<AbsencePhase, number>> }>;

export type CampaignDecision = ReleaseCampaign | PauseCampaign | ResumeCampaign | CancelCampaign | CloseYear;
export const campaignDecisionKinds = [
  'releaseCampaign',
  'pauseCampaign',
  'resumeCampaign',
  'cancelCampaign',
  'closeYear',
] as const satisfies readonly CampaignDecision['kind'][];

export type CampaignStage =
  | 'checking-data'
  | 'fitting-model'
  | 'refused-data'
  | 'refused-model'
  | 'starting-canary'
  | 'waiting-for-release'
  | 'starting'
  | 'running'
  | 'closing'
  | 'closed'
  | 'cancelled';

/** What a campaign's page shows; it carries no figure of any school. */
export interface CampaignProgress {
  readonly version: number;
  readonly stage: CampaignStage;
  readonly isPaused: boolean;
  readonly modelVersion?: string;
  readonly problems: readonly string[];
  readonly toStart: number;
  readonly started: number;
  readonly outOfScope: number;
  readonly archived: number;
}

/** Asks the campaign to look for closed school-years now. */
export const sweepSignal = 'sweep';
export const progressQuery = 'progress';
