import { moved, type Change, type RecordEffect, type Setting, type Step } from '../process/change.js';
import { type Command } from '../process/command.js';
import { type DecisionRule } from '../process/decision.js';
import { type Logged } from '../process/log.js';
import { type Occasion } from '../process/process.js';
import { type Cause } from '../process/transition-record.js';
import { dateAt } from '../shared/school-calendar.js';
import { carriedFrom } from './carried-from.js';
import { type CarriedSupport, type SupportInput } from './messages.js';
import { daysUsed, nextDueOn, overdue, type MilestoneHistory } from './milestones.js';
import { type SupportOutcome, type SupportStage, type SupportView } from './support-view.js';

export interface SupportState extends Logged {
  readonly stage: SupportStage;
  readonly milestones: MilestoneHistory;
  /** The hub at which the school has a place. */
  readonly hubId?: string;
  /** Since when the school has waited for a place. */
  readonly waitingSinceMilliseconds?: number;
  /** The start of the wait that people beyond the hub were notified of. */
  readonly escalatedWaitMilliseconds?: number;
  readonly waitingReason?: string;
  /** The school had a place until its hub closed, `yyyy-mm-dd`; its plan goes on with the next. */
  readonly placeLostOn?: string;
  /** Why this hub was chosen, or why the school waits. */
  readonly why: readonly string[];
  readonly outcome?: SupportOutcome;
}

export type SupportEffect =
  | { readonly do: 'requestPlace' }
  | { readonly do: 'releasePlace'; readonly hubId: string }
  /** The hub counts a place that no round has given: one of the year before, or one that an adviser has arranged. */
  | { readonly do: 'keepPlace'; readonly hubId: string }
  | { readonly do: 'signalNextYear'; readonly carried: CarriedSupport };

export type SupportOccasion = Occasion<SupportInput>;
export type SupportChange = Change<SupportState, SupportEffect>;
export type SupportStep = Step<SupportState, SupportEffect | RecordEffect<SupportView>>;

/** A decision about a support, as its file describes it. */
export type SupportRule<Kind extends string, Body> = DecisionRule<
  SupportInput,
  SupportState,
  Command<Kind, Body>,
  SupportChange
> & { readonly openIn: readonly SupportStage[] };

export function supportView({ input, now }: SupportOccasion, state: SupportState): SupportView {
  const { stage, hubId, waitingReason, why, outcome, milestones, waitingSinceMilliseconds } = state;
  const dueOn = stage === 'finding-place' || stage === 'waiting' ? undefined : nextDueOn(milestones);
  const late = stage === 'in-progress' ? overdue(milestones, dateAt(input.calendar, now)) : [];
  return {
    urn: input.urn,
    stage,
    pathway: input.pathway,
    why,
    milestones: milestones.entries.map(({ milestone, reachedOn, days, isRepeat }) => ({
      milestone,
      reachedOn,
      days,
      ...(isRepeat && { isRepeat }),
    })),
    daysUsed: daysUsed(milestones),
    ...(input.pathway !== 'toolkit' && { needPoints: input.needPoints }),
    ...(waitingSinceMilliseconds !== undefined && { waitingSinceMilliseconds }),
    ...(hubId !== undefined && { hubId }),
    ...(waitingReason !== undefined && { waitingReason }),
    ...(dueOn !== undefined && { dueOn }),
    ...(late.length > 0 && { overdue: late.map((step) => ({ milestone: step.milestone, dueOn: step.dueOn })) }),
    ...(outcome !== undefined && { outcome }),
    ...(outcome === 'carried-forward' && { carries: carriedFrom(input, state) }),
  };
}

export const supportSetting = (occasion: SupportOccasion): Setting<SupportState, SupportView> => ({
  ...occasion,
  viewOf: (state) => supportView(occasion, state),
});

export const supportMoved = (
  occasion: SupportOccasion,
  state: SupportState,
  cause: Cause,
  change: SupportChange,
): SupportStep => moved(supportSetting(occasion), state, cause, change);

export const unchanged = (state: SupportState): SupportStep => ({ state, effects: [] });

export const release = (hubId: string | undefined): readonly SupportEffect[] =>
  hubId === undefined ? [] : [{ do: 'releasePlace', hubId }];
