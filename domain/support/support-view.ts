import { type Milestone } from './pathway-steps.js';
import { type Pathway } from './pathway.js';

export type SupportStage = 'finding-place' | 'waiting' | 'in-progress' | 'ended';

/** How a support ended: its steps are done, somebody ended it early, its ground was taken away, or it goes on in the next year. */
export type SupportOutcome = 'completed' | 'ended-early' | 'withdrawn' | 'carried-forward' | 'not-placed';

export interface ReachedMilestone {
  readonly milestone: Milestone;
  readonly reachedOn: string;
  readonly days: number;
  /** Only where the support had gone back to it. */
  readonly isRepeat?: boolean;
}

export interface OverdueMilestone {
  readonly milestone: Milestone;
  /** `yyyy-mm-dd` */
  readonly dueOn: string;
}

/** What lists know of a support; written with every transition. */
export interface SupportView {
  readonly urn: string;
  readonly stage: SupportStage;
  readonly pathway: Pathway;
  /** What places are given by: percentage points short at referral, and since when. */
  readonly needPoints?: number;
  readonly waitingSinceMilliseconds?: number;
  readonly hubId?: string;
  readonly waitingReason?: string;
  readonly why: readonly string[];
  readonly milestones: readonly ReachedMilestone[];
  readonly daysUsed: number;
  readonly dueOn?: string;
  /** Open steps whose due date has passed; only where there are any. Each date that passes is a transition, so none is missed. */
  readonly overdue?: readonly OverdueMilestone[];
  readonly outcome?: SupportOutcome;
}
