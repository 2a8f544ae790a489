import { type Actor } from '../process/actor.js';
import { type Command } from '../process/command.js';
import { type YearTerms } from '../school-year/messages/input.js';
import { type AbsencePhase } from '../shared/phase.js';

/** Input of the `campaign` workflow: one academic year for all schools, or for those listed. */
export interface CampaignInput {
  readonly terms: YearTerms;
  readonly startedBy: Actor;
  /** Of the start, by which its row in the log is found. */
  readonly commandId: string;
  /** Only these schools get a school-year; all schools still serve the model and the comparisons. */
  readonly urns?: readonly string[];
  /** Number of schools drafted first, which a person checks before the rest may start. */
  readonly canarySize: number;
  readonly pageSize: number;
  readonly startsPerSecond: number;
  /** How often to look for closed school-years and archive their histories. */
  readonly sweepEveryDays: number;
  /** The last version in the log of this year's campaign: this run's own begin after it. */
  readonly afterVersion?: number;
  /** Why the run before this one was stopped, in words; missing where it had come to an end of its own. */
  readonly stoppedBecause?: string;
}

/** The campaign's own work, one step of it: how far a run is, and where the next one goes on. */
export type CampaignWork =
  | { readonly do: 'prepare' }
  /** `afterUrn`: the last school started, empty before the first page. */
  | { readonly do: 'start'; readonly afterUrn: string }
  | { readonly do: 'keep' }
  | { readonly do: 'end-schools'; readonly afterUrn: string }
  /** `lookAgainMilliseconds`: how long to wait for school-years that are still open before looking again. */
  | { readonly do: 'close'; readonly lookAgainMilliseconds: number }
  | { readonly do: 'nothing' };

/** This year's national absence less last year's, in percentage points. */
export type NationalShiftPoints = Readonly<Record<AbsencePhase, number>>;

/** A person has checked the first page of drafts and starts the rest. */
export type ReleaseCampaign = Command<'releaseCampaign', { readonly note?: string }>;
export type PauseCampaign = Command<'pauseCampaign', { readonly reason: string }>;
export type ResumeCampaign = Command<'resumeCampaign', { readonly note?: string }>;
/** No further school is started; those already started continue. */
export type CancelCampaign = Command<'cancelCampaign', { readonly reason: string }>;
/** The year's figures are settled: a senior analyst proposes to evaluate every school and close the year. */
export type CloseYear = Command<
  'closeYear',
  { readonly nationalShiftPoints: NationalShiftPoints; readonly reason: string }
>;
/** A second senior analyst agrees; the year closes. */
export type ConfirmCloseYear = Command<'confirmCloseYear', { readonly note?: string }>;
/** The year stays open: a second person disagrees, or the proposer takes the proposal back. */
export type DeclineCloseYear = Command<'declineCloseYear', { readonly reason: string }>;

export type CampaignDecision =
  ReleaseCampaign | PauseCampaign | ResumeCampaign | CancelCampaign | CloseYear | ConfirmCloseYear | DeclineCloseYear;

/** The campaign's own work has reached a stage. */
export interface CampaignReached {
  readonly kind: 'campaignReached';
  readonly stage: CampaignStage;
  readonly found?: Partial<Pick<CampaignProgress, 'modelVersion' | 'problems' | 'toStart' | 'outOfScope'>>;
}

/** More schools have been started or archived. Progress only: it does not change the version that decisions refer to. */
export interface CampaignCounted {
  readonly kind: 'campaignCounted';
  readonly started?: number;
  readonly archived?: number;
  readonly open?: number;
}

export type CampaignFact = CampaignReached | CampaignCounted;

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
  readonly stage: CampaignStage;
  readonly isPaused: boolean;
  readonly isWaitingForSecondPerson: boolean;
  readonly modelVersion?: string;
  readonly problems: readonly string[];
  readonly toStart: number;
  readonly started: number;
  readonly outOfScope: number;
  readonly archived: number;
  /** School-years and supports not archived at the last look: while the year closes, these hold it up. */
  readonly open: number;
}

/** Asks the campaign to look for closed school-years now. */
export const sweepSignal = 'sweep';
