import { type Change, type RecordEffect, type Setting, type Step } from '../process/change.js';
import { type DecisionRule } from '../process/decision.js';
import { type Logged } from '../process/log.js';
import { type Occasion } from '../process/process.js';
import { type CampaignInput, type CampaignProgress, type CampaignWork, type NationalShiftPoints } from './messages.js';
import { type CampaignDecision, type CampaignStage } from './messages.js';

export interface CampaignState extends Logged, Omit<CampaignProgress, 'isWaitingForSecondPerson'> {
  readonly isReleased: boolean;
  readonly isCancelled: boolean;
  /** A proposal to close the year that a second person must confirm. */
  readonly proposedClosing?: { readonly nationalShiftPoints: NationalShiftPoints; readonly proposedBy: string };
  /** The national shifts with which the year is evaluated. */
  readonly closing?: NationalShiftPoints;
}

/** What one run of a campaign begins with. A campaign that lasts goes on in a new run before the history of the old one is long. */
export interface CampaignRunInput extends CampaignInput {
  /** What the run before it hands over, where it goes on. */
  readonly continued?: { readonly state: CampaignState; readonly work: CampaignWork };
}

/** What the log and those who follow the campaign see of it. */
export type CampaignView = CampaignProgress;
/** The campaign's own work is a procedure, not effects of messages. */
export type CampaignEffect = never;
export type CampaignChange = Change<CampaignState, RecordEffect<CampaignView>>;
export type CampaignStep = Step<CampaignState, RecordEffect<CampaignView>>;
export type CampaignOccasion = Occasion<CampaignRunInput>;

/** A decision of the campaign, as its file describes it. */
export type CampaignRule<Kind extends CampaignDecision['kind']> = DecisionRule<
  CampaignRunInput,
  CampaignState,
  Extract<CampaignDecision, { readonly kind: Kind }>,
  CampaignChange
> & { readonly openIn: readonly CampaignStage[] };

/** Stages in which schools have still to be started. */
export const starting: readonly CampaignStage[] = [
  'checking-data',
  'fitting-model',
  'starting-canary',
  'waiting-for-release',
  'starting',
];

export function campaignView(state: CampaignState): CampaignView {
  const { stage, isPaused, problems, toStart, started, outOfScope, archived, open, modelVersion, proposedClosing } =
    state;
  return {
    stage,
    isPaused,
    isWaitingForSecondPerson: proposedClosing !== undefined,
    ...(modelVersion !== undefined && { modelVersion }),
    problems,
    toStart,
    started,
    outOfScope,
    archived,
    open,
  };
}

export const settingOf = ({ workflowId, now }: CampaignOccasion): Setting<CampaignState, CampaignView> => ({
  workflowId,
  now,
  viewOf: campaignView,
});
