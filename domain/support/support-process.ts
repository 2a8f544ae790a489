import { type Receipt, type Refusal } from '../../contracts/command.js';
import { type SupportDecision, type SupportInput, type SupportMessage } from '../../contracts/support/messages.js';
import { type Cause, type Notice, type TransitionRecord } from '../../contracts/transition-record.js';
import { isPermitted } from '../access/policy.js';
import { refuse, textMissing } from '../school-year/checks.js';
import { type LogEntry } from '../school-year/state.js';
import { dateAt, instantOf } from '../shared/school-calendar.js';
import {
  beginMilestones,
  daysUsed,
  isComplete,
  milestoneRefusal,
  moveDueDates,
  nextDueOn,
  overdue,
  recordMilestone,
  type MilestoneEntry,
  type MilestoneHistory,
} from './milestones.js';
import { type SupportOutcome, type SupportStage, type SupportView } from './support-view.js';

export interface SupportState {
  readonly version: number;
  readonly stage: SupportStage;
  readonly milestones: MilestoneHistory;
  readonly hubId?: string;
  readonly waitingReason?: string;
  readonly why: readonly string[];
  readonly outcome?: SupportOutcome;
  /** The due date that has been reminded of already, `yyyy-mm-dd`. */
  readonly remindedOf?: string;
  readonly log: readonly LogEntry[];
}

export type SupportEffect =
  | { readonly do: 'record'; readonly record: TransitionRecord<SupportView> }
  | { readonly do: 'seekPlace' }
  | { readonly do: 'releasePlace'; readonly hubId: string }
  | { readonly do: 'tellSchoolYear'; readonly outcome: SupportOutcome };

export interface SupportTransition {
  readonly state: SupportState;
  readonly effects: readonly SupportEffect[];
}

export interface SupportOccasion {
  readonly input: SupportInput;
  readonly workflowId: string;
  readonly now: number;
}

/** The support as it begins: the toolkit needs nobody else, the other pathways need a place at a hub. */
export function beginSupport(occasion: SupportOccasion): SupportTransition {
  const { input, now } = occasion;
  const isToolkit = input.pathway === 'toolkit';
  const state: SupportState = {
    version: 0,
    stage: isToolkit ? 'in-progress' : 'seeking-place',
    milestones: beginMilestones(input.pathway, dateAt(input.calendar, now), input.calendar),
    why: [],
    log: [],
  };
  return moved(
    occasion,
    state,
    { kind: 'supportBegun' },
    {
      set: {},
      note: isToolkit ? 'The toolkit is offered.' : 'A place at a hub is sought.',
      effects: isToolkit ? [] : [{ do: 'seekPlace' }],
    },
  );
}

/** When the next open step falls due; undefined when nothing is open or its reminder has gone out. */
export function supportDeadline(
  { input }: SupportOccasion,
  state: SupportState,
): { readonly name: string; readonly atMilliseconds: number } | undefined {
  const dueOn = nextDueOn(state.milestones);
  if (state.stage !== 'in-progress' || dueOn === undefined || dueOn === state.remindedOf) return undefined;
  return { name: 'milestone', atMilliseconds: instantOf(input.calendar, dueOn) + input.calendar.dayMilliseconds };
}

export const supportReceipt = ({ version, stage }: SupportState): Receipt => ({ version, stage });

export function supportView({ input }: SupportOccasion, state: SupportState): SupportView {
  const { stage, hubId, waitingReason, why, outcome, milestones } = state;
  const dueOn = nextDueOn(milestones);
  return {
    urn: input.urn,
    stage,
    pathway: input.pathway,
    why,
    milestones: milestones.entries.map(({ milestone, reachedOn, days }) => ({ milestone, reachedOn, days })),
    daysUsed: daysUsed(milestones),
    ...(hubId !== undefined && { hubId }),
    ...(waitingReason !== undefined && { waitingReason }),
    ...(dueOn !== undefined && { dueOn }),
    ...(outcome !== undefined && { outcome }),
  };
}

/** Why a decision about a support cannot be taken now, or nothing. */
export function supportRefusal(
  { input }: SupportOccasion,
  state: SupportState,
  decision: SupportDecision,
): Refusal | undefined {
  const command = decision as Partial<SupportDecision>;
  if (
    typeof command.commandId !== 'string' ||
    typeof command.actor?.id !== 'string' ||
    typeof command.body !== 'object'
  ) {
    return refuse('Malformed', 'A command needs commandId, actor {id, role} and body.');
  }
  if (hasSeen(state, decision.commandId)) return undefined;
  const { urn, regionCode } = input;
  if (!isPermitted(decision.actor, decision.kind, { urn, regionCode }))
    return refuse('NotPermitted', 'This role may not take this decision for this school.');
  if (decision.expectedVersion !== undefined && decision.expectedVersion !== state.version) {
    return refuse(
      'StaleVersion',
      'The support has changed since you read it. Read it again and decide on what it says now.',
    );
  }
  if (state.stage === 'ended') return refuse('WrongStage', 'The support has ended.');
  if (decision.kind === 'endSupport') return textMissing(decision.body.reason, 'A reason');
  if (state.stage !== 'in-progress')
    return refuse('WrongStage', 'Milestones are recorded once the school has a place.');
  const unfit = milestoneRefusal(state.milestones, entryOf(decision));
  return unfit === undefined ? undefined : refuse('MilestoneUnfit', unfit);
}

/** The only place where a support changes. */
export function supportTransition(
  occasion: SupportOccasion,
  state: SupportState,
  message: SupportMessage,
): SupportTransition {
  if (state.stage === 'ended') return { state, effects: [] };
  switch (message.kind) {
    case 'hubAsked':
      return moved(
        occasion,
        state,
        { kind: message.kind },
        {
          set: { hubId: message.hubId, why: message.why },
          note: message.why.join(' '),
        },
      );
    case 'placeGiven':
      return moved(
        occasion,
        state,
        { kind: message.kind },
        {
          set: { stage: 'in-progress', hubId: message.hubId, waitingReason: undefined },
          note: `A place is given by hub ${message.hubId}.`,
          notices: [{ to: 'school', about: 'Your school has a place at a hub.' }],
        },
      );
    case 'placeDeferred':
      return moved(
        occasion,
        state,
        { kind: message.kind, reason: message.reasonCode },
        {
          set: { stage: 'waiting', hubId: message.hubId, waitingReason: message.reasonCode, why: message.why },
          note: message.why.join(' '),
          notices: [{ to: 'school', about: 'Your school waits for a place at a hub, with the reason.' }],
        },
      );
    case 'shockOpened':
      return moved(
        occasion,
        state,
        { kind: message.kind },
        {
          set: { milestones: moveDueDates(state.milestones, message.days) },
          note: `A local shock moves what is due by ${message.days} days.`,
        },
      );
    case 'yearEnded':
      return ended(
        occasion,
        state,
        { kind: message.kind },
        { outcome: outcomeAtYearEnd(state), note: 'The school year is over.' },
      );
    case 'deadlinePassed':
      return reminded(occasion, state);
    case 'recordMilestone':
    case 'endSupport':
      return hasSeen(state, message.commandId) ? { state, effects: [] } : decided(occasion, state, message);
  }
}

/** Writes down that a signalled decision was not taken. */
export const supportNotApplied = (
  occasion: SupportOccasion,
  state: SupportState,
  decision: SupportDecision,
  why: string,
): SupportTransition =>
  moved(occasion, state, causeOf(decision), { set: {}, note: `Not applied, because: ${why}`, isAccepted: false });

const causeOf = ({ kind, actor, commandId }: SupportDecision): Cause => ({ kind, actor, commandId });

const hasSeen = (state: SupportState, commandId: string): boolean =>
  state.log.some(({ cause }) => cause.commandId === commandId);

const entryOf = (decision: Extract<SupportDecision, { kind: 'recordMilestone' }>): MilestoneEntry => ({
  ...decision.body,
  recordedBy: decision.actor.id,
});

function decided(occasion: SupportOccasion, state: SupportState, decision: SupportDecision): SupportTransition {
  if (decision.kind === 'endSupport')
    return ended(occasion, state, causeOf(decision), { outcome: 'ended-early', note: decision.body.reason });
  const milestones = recordMilestone(state.milestones, entryOf(decision));
  if ('refused' in milestones) return supportNotApplied(occasion, state, decision, milestones.refused);
  const held = { ...state, milestones };
  const note = `Milestone reached: ${decision.body.milestone}.`;
  return isComplete(milestones)
    ? ended(occasion, held, causeOf(decision), { outcome: 'completed', note })
    : moved(occasion, held, causeOf(decision), { set: {}, note });
}

function ended(
  occasion: SupportOccasion,
  state: SupportState,
  cause: Cause,
  { outcome, note }: { readonly outcome: SupportOutcome; readonly note: string },
): SupportTransition {
  const release: readonly SupportEffect[] =
    state.hubId === undefined ? [] : [{ do: 'releasePlace', hubId: state.hubId }];
  return moved(occasion, state, cause, {
    set: { stage: 'ended', outcome },
    note,
    effects: [...release, { do: 'tellSchoolYear', outcome }],
  });
}

/** Milestones and days used go with the school into the next year; a school without a place keeps its turn. */
const outcomeAtYearEnd = (state: SupportState): SupportOutcome =>
  state.stage === 'in-progress' ? 'carried-forward' : 'not-placed';

function reminded(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const late = overdue(state.milestones, dateAt(occasion.input.calendar, occasion.now));
  const dueOn = nextDueOn(state.milestones);
  if (late.length === 0 || dueOn === undefined) return { state, effects: [] };
  return moved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'milestone' },
    {
      set: { remindedOf: dueOn },
      note: `Overdue: ${late.map(({ milestone }) => milestone).join(', ')}.`,
      notices: [{ to: 'hub-managers', about: 'A milestone of a supported school is overdue.' }],
    },
  );
}

interface SupportChange {
  readonly set: { readonly [Key in keyof SupportState]?: SupportState[Key] | undefined };
  readonly note: string;
  readonly notices?: readonly Notice[];
  readonly effects?: readonly SupportEffect[];
  readonly isAccepted?: boolean;
}

function moved(occasion: SupportOccasion, state: SupportState, cause: Cause, change: SupportChange): SupportTransition {
  const version = state.version + 1;
  const isAccepted = change.isAccepted ?? true;
  const entry: LogEntry = { version, atMilliseconds: occasion.now, cause, isAccepted, note: change.note };
  const fields = Object.entries({ ...state, ...change.set, version, log: [...state.log, entry] }).filter(
    ([, value]) => value !== undefined,
  );
  const next = Object.fromEntries(fields) as unknown as SupportState;
  const record: TransitionRecord<SupportView> = {
    workflowId: occasion.workflowId,
    version,
    atMilliseconds: occasion.now,
    cause,
    isAccepted,
    note: change.note,
    view: supportView(occasion, next),
    notices: change.notices ?? [],
  };
  return { state: next, effects: [{ do: 'record', record }, ...(change.effects ?? [])] };
}
