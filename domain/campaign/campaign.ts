import { type CampaignDecision, type CampaignProgress, type CampaignStage, type CloseYear } from './messages.js';
import { type Receipt, type Refusal } from '../process/command.js';
import { isPermitted, type Action } from '../process/access-policy.js';
import { malformedCommand, refuse, senderOf, textMissing, textUnfit } from '../process/checks.js';
import { type LogEntry } from '../school-year/state.js';

export interface CampaignState {
  readonly progress: CampaignProgress;
  readonly isReleased: boolean;
  readonly isCancelled: boolean;
  readonly closing?: CloseYear['body'];
  readonly log: readonly LogEntry[];
}

export const beginCampaign = (): CampaignState => ({
  progress: {
    version: 0,
    stage: 'checking-data',
    isPaused: false,
    problems: [],
    toStart: 0,
    started: 0,
    outOfScope: 0,
    archived: 0,
  },
  isReleased: false,
  isCancelled: false,
  log: [],
});

export const progressed = (state: CampaignState, change: Partial<CampaignProgress>): CampaignState => ({
  ...state,
  progress: { ...state.progress, ...change, version: state.progress.version + 1 },
});

export const campaignReceipt = ({ progress }: CampaignState): Receipt => ({
  version: progress.version,
  stage: progress.stage,
});

const actionOf: Readonly<Record<CampaignDecision['kind'], Action>> = {
  releaseCampaign: 'run-campaign',
  pauseCampaign: 'run-campaign',
  resumeCampaign: 'run-campaign',
  cancelCampaign: 'run-campaign',
  closeYear: 'close-year',
};

const starting: readonly CampaignStage[] = [
  'checking-data',
  'fitting-model',
  'starting-canary',
  'waiting-for-release',
  'starting',
];

const openIn: Readonly<Record<CampaignDecision['kind'], readonly CampaignStage[]>> = {
  releaseCampaign: ['waiting-for-release'],
  pauseCampaign: starting,
  resumeCampaign: starting,
  cancelCampaign: starting,
  closeYear: ['running', 'cancelled'],
};

/** Why a campaign's command cannot be taken now, or nothing. */
export function campaignRefusal(state: CampaignState, decision: CampaignDecision): Refusal | undefined {
  const malformed = malformedCommand(decision);
  if (malformed) return malformed;
  if (hasSeen(state, decision.commandId)) return undefined;
  if (!isPermitted(decision.actor, actionOf[decision.kind]))
    return refuse('NotPermitted', 'This role may not run a campaign this way.');
  if (decision.expectedVersion !== undefined && decision.expectedVersion !== state.progress.version) {
    return refuse(
      'StaleVersion',
      'The campaign has moved on since you read it. Read it again and decide on what it says now.',
    );
  }
  if (!openIn[decision.kind].includes(state.progress.stage) || (decision.kind === 'closeYear' && state.closing)) {
    return refuse(
      'WrongStage',
      `This is open while the campaign is ${openIn[decision.kind].join(' or ')}; it is ${state.progress.stage}.`,
    );
  }
  if (decision.kind === 'pauseCampaign' || decision.kind === 'cancelCampaign')
    return textMissing(decision.body.reason, 'A reason');
  if (decision.kind === 'closeYear') return shiftsMissing(decision);
  return textUnfit(decision.body.note, 'A note');
}

export function decideCampaign(state: CampaignState, decision: CampaignDecision, now: number): CampaignState {
  if (hasSeen(state, decision.commandId)) return state;
  return logged(changed(state, decision), decision, now, { isAccepted: true, note: wordsOf(decision) });
}

export const campaignNotApplied = (
  state: CampaignState,
  decision: CampaignDecision,
  why: string,
  now: number,
): CampaignState => logged(state, decision, now, { isAccepted: false, note: `Not applied, because: ${why}` });

/** A command that was taken. One that was refused and comes again is looked at anew. */
const hasSeen = (state: CampaignState, commandId: string): boolean =>
  state.log.some(({ cause, isAccepted }) => isAccepted && cause.commandId === commandId);

/** What the person who decided says of it. */
function wordsOf({ kind, body }: CampaignDecision): string {
  switch (kind) {
    case 'pauseCampaign':
    case 'cancelCampaign':
      return body.reason;
    case 'releaseCampaign':
    case 'resumeCampaign':
      return body.note ?? '';
    case 'closeYear':
      return '';
  }
}

const shiftsMissing = ({ body }: CloseYear): Refusal | undefined => {
  const shifts = body.nationalShiftPoints as CloseYear['body']['nationalShiftPoints'] | undefined;
  const isWhole =
    shifts && [shifts.primary, shifts.secondary, shifts.special].every((points) => Number.isFinite(points));
  return isWhole
    ? undefined
    : refuse('OutOfRange', 'Give the national shift in points for primary, secondary and special.');
};

function changed(state: CampaignState, decision: CampaignDecision): CampaignState {
  switch (decision.kind) {
    case 'releaseCampaign':
      return { ...state, isReleased: true };
    case 'pauseCampaign':
      return { ...state, progress: { ...state.progress, isPaused: true } };
    case 'resumeCampaign':
      return { ...state, progress: { ...state.progress, isPaused: false } };
    case 'cancelCampaign':
      return { ...state, isCancelled: true };
    case 'closeYear':
      return { ...state, closing: decision.body, progress: { ...state.progress, stage: 'closing' } };
  }
}

function logged(
  state: CampaignState,
  decision: CampaignDecision,
  now: number,
  entry: { isAccepted: boolean; note: string },
): CampaignState {
  const next = progressed(state, {});
  const cause = { kind: decision.kind, ...senderOf(decision) };
  return {
    ...next,
    log: [...state.log, { version: next.progress.version, atMilliseconds: now, cause, ...entry }],
  };
}
