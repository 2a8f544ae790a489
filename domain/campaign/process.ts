import { causeOf, moved, notApplied, withFields } from '../process/change.js';
import { kindsOf, ruleOf, type DecisionTable } from '../process/decision-table.js';
import { hasSeen } from '../process/log.js';
import { type Process } from '../process/process.js';
import { refusalBy } from '../process/refusal.js';
import { campaignDecisions } from './decisions/index.js';
import {
  type CampaignCounted,
  type CampaignDecision,
  type CampaignFact,
  type CampaignReached,
  type CampaignStage,
} from './messages.js';
import {
  campaignView,
  settingOf,
  type CampaignChange,
  type CampaignEffect,
  type CampaignOccasion,
  type CampaignRunInput,
  type CampaignState,
  type CampaignStep,
  type CampaignView,
} from './state.js';

const decisions: DecisionTable<CampaignRunInput, CampaignState, CampaignDecision, CampaignChange> = campaignDecisions;

/** The start is a decision too: who started the campaign is the first line of its log. A run that continues another was not started by anybody. */
function begin(occasion: CampaignOccasion): CampaignStep {
  const { startedBy, commandId, afterVersion = 0, stoppedBecause, continued } = occasion.input;
  if (continued) return { state: continued.state, effects: [] };
  const state: CampaignState = {
    version: afterVersion,
    log: [],
    stage: 'checking-data',
    isPaused: false,
    isReleased: false,
    isCancelled: false,
    problems: [],
    toStart: 0,
    started: 0,
    outOfScope: 0,
    archived: 0,
    open: 0,
  };
  const cause = { kind: 'startCampaign', actor: startedBy, commandId };
  const note =
    stoppedBecause === undefined
      ? 'The campaign was started.'
      : `The campaign was started again. Its run before this one was stopped: ${stoppedBecause}`;
  return moved(settingOf(occasion), state, cause, { set: {}, note });
}

function transition(
  occasion: CampaignOccasion,
  state: CampaignState,
  message: CampaignDecision | CampaignFact,
): CampaignStep {
  if ('commandId' in message) return decided(occasion, state, message);
  return message.kind === 'campaignReached'
    ? reached(occasion, state, message)
    : { state: { ...state, ...counts(message) }, effects: [] };
}

function decided(occasion: CampaignOccasion, state: CampaignState, decision: CampaignDecision): CampaignStep {
  if (hasSeen(state, decision.commandId)) return { state, effects: [] };
  const change = ruleOf(decisions, decision).change(occasion, state, decision);
  return moved(settingOf(occasion), state, causeOf(decision), change);
}

const reached = (
  occasion: CampaignOccasion,
  state: CampaignState,
  { kind, stage, found = {} }: CampaignReached,
): CampaignStep =>
  moved(
    settingOf(occasion),
    withFields(state, found),
    { kind, reason: stage },
    { set: { stage }, note: notes[stage] ?? `The campaign is ${stage}.`, notices: noticesOf(stage) },
  );

const counts = ({ started, archived, open }: CampaignCounted): Partial<CampaignState> => ({
  ...(started !== undefined && { started }),
  ...(archived !== undefined && { archived }),
  ...(open !== undefined && { open }),
});

const notes: Readonly<Partial<Record<CampaignStage, string>>> = {
  'fitting-model': 'The data passed the checks; the model is being fitted.',
  'refused-data': 'The data did not pass the checks; nothing was started.',
  'refused-model': 'The model was refused; nothing was started.',
  'starting-canary': 'The drafts are prepared; the first schools start.',
  'waiting-for-release': 'The first schools have their drafts; a person must check them before the rest start.',
  starting: 'The rest of the schools start.',
  running: 'Every school has been started.',
  cancelled: 'No further school starts.',
  closed: 'Every school-year is archived; the year is closed.',
};

const stageWords: Readonly<Partial<Record<CampaignStage, string>>> = {
  'checking-data': 'checking its data',
  'fitting-model': 'fitting the model',
  'refused-data': 'stopped, because its data were refused',
  'refused-model': 'stopped, because its model was refused',
  'starting-canary': 'starting its first schools',
  'waiting-for-release': 'waiting for its release',
  starting: 'starting its schools',
};

const noticesOf = (stage: CampaignStage): CampaignChange['notices'] & object =>
  stage === 'waiting-for-release'
    ? [
        {
          to: 'analysts',
          about: 'The first drafts of the campaign are ready. Check them so that the rest can start.',
        },
      ]
    : [];

/** One academic year's campaign, as a process: its decisions, its log and what its followers see. */
export const campaignProcess: Process<
  CampaignRunInput,
  CampaignState,
  CampaignDecision,
  CampaignFact,
  CampaignEffect,
  CampaignView
> = {
  decisionKinds: kindsOf(campaignDecisions),
  factKinds: [],
  begin,
  transition,
  refusal: (occasion, state, decision) =>
    refusalBy(
      { subject: 'campaign', decisions, placeOf: () => ({}), stageOf: ({ stage }) => stage, stageWords },
      occasion,
      state,
      decision,
    ),
  notApplied: (occasion, state, decision, why) => notApplied(settingOf(occasion), state, decision, why),
  receipt: ({ version, stage }) => ({ version, stage }),
  view: (_occasion, state) => campaignView(state),
  deadline: () => undefined,
  onDeadline: () => undefined,
  isOver: ({ stage }) => ['refused-data', 'refused-model', 'closed'].includes(stage),
};
