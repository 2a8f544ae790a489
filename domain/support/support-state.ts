import { type SupportDecision, type SupportInput } from './messages.js';
import { type Cause, type Notice, type TransitionRecord } from '../process/transition-record.js';
import { type LogEntry } from '../school-year/state.js';
import { dateAt } from '../shared/school-calendar.js';
import { daysUsed, nextDueOn, overdue, type MilestoneEntry, type MilestoneHistory } from './milestones.js';
import { type SupportOutcome, type SupportStage, type SupportView } from './support-view.js';

export interface SupportState {
  readonly version: number;
  readonly stage: SupportStage;
  readonly milestones: MilestoneHistory;
  readonly hubId?: string;
  /** Since when the school has waited for a place. */
  readonly soughtAtMilliseconds?: number;
  /** The start of the wait that those beyond the hub were told of. */
  readonly escalatedWaitMilliseconds?: number;
  readonly waitingReason?: string;
  /** The school had a place until its hub closed, `yyyy-mm-dd`; its plan goes on with the next. */
  readonly placeLostOn?: string;
  /** Why this hub was chosen. */
  readonly why: readonly string[];
  /** Why the school waits, in its hub's words. */
  readonly waitingWhy?: readonly string[];
  readonly outcome?: SupportOutcome;
  readonly log: readonly LogEntry[];
}

export type SupportEffect =
  | { readonly do: 'record'; readonly record: TransitionRecord<SupportView> }
  | { readonly do: 'seekPlace' }
  | { readonly do: 'releasePlace'; readonly hubId: string }
  | { readonly do: 'tellSchoolYear'; readonly outcome: SupportOutcome; readonly version: number };

export interface SupportTransition {
  readonly state: SupportState;
  readonly effects: readonly SupportEffect[];
}

export interface SupportOccasion {
  readonly input: SupportInput;
  readonly workflowId: string;
  readonly now: number;
}

/** A command that was taken. One that was refused and comes again is looked at anew. */
export const hasSeen = (state: SupportState, commandId: string): boolean =>
  state.log.some(({ cause, isAccepted }) => isAccepted && cause.commandId === commandId);

export const entryOf = ({ actor, body }: Extract<SupportDecision, { kind: 'recordMilestone' }>): MilestoneEntry => {
  const { milestone, reachedOn, evidence, days, isRepeat } = body;
  return { milestone, reachedOn, evidence, days, recordedBy: actor.id, ...(isRepeat && { isRepeat }) };
};

export function supportView({ input, now }: SupportOccasion, state: SupportState): SupportView {
  const { stage, hubId, waitingReason, why, waitingWhy = [], outcome, milestones, soughtAtMilliseconds } = state;
  const dueOn = stage === 'seeking-place' || stage === 'waiting' ? undefined : nextDueOn(milestones);
  const late = stage === 'in-progress' ? overdue(milestones, dateAt(input.calendar, now)) : [];
  return {
    urn: input.urn,
    stage,
    pathway: input.pathway,
    why: [...why, ...waitingWhy],
    milestones: milestones.entries.map(({ milestone, reachedOn, days, isRepeat }) => ({
      milestone,
      reachedOn,
      days,
      ...(isRepeat && { isRepeat }),
    })),
    daysUsed: daysUsed(milestones),
    ...(input.pathway !== 'toolkit' && { needPoints: input.needPoints }),
    ...(soughtAtMilliseconds !== undefined && { soughtAtMilliseconds }),
    ...(hubId !== undefined && { hubId }),
    ...(waitingReason !== undefined && { waitingReason }),
    ...(dueOn !== undefined && { dueOn }),
    ...(late.length > 0 && { overdue: late.map((step) => ({ milestone: step.milestone, dueOn: step.dueOn })) }),
    ...(outcome !== undefined && { outcome }),
  };
}

export interface SupportChange {
  readonly set: { readonly [Key in keyof SupportState]?: SupportState[Key] | undefined };
  readonly note: string;
  readonly notices?: readonly Notice[];
  readonly effects?: readonly SupportEffect[];
  readonly isAccepted?: boolean;
}

/** Numbers the change, logs it, and queues its record before its other effects. */
export function moved(
  occasion: SupportOccasion,
  state: SupportState,
  cause: Cause,
  change: SupportChange,
): SupportTransition {
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
