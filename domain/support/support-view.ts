import { type CarriedSupport } from './messages.js';
import { type Milestone } from './pathway-steps.js';
import { type Pathway } from './pathway.js';

export type SupportStage = 'finding-place' | 'waiting' | 'in-progress' | 'ended';

/** How a support ended: its steps are done, somebody ended it early, the figures no longer called for it, or it continues in the next year. */
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

/** What lists show of a support; written with every transition. */
export interface SupportView {
  readonly urn: string;
  readonly stage: SupportStage;
  readonly pathway: Pathway;
  /** The order in which places are given: percentage points short at referral, and waiting since. */
  readonly needPoints?: number;
  readonly waitingSinceMilliseconds?: number;
  readonly hubId?: string;
  readonly waitingReason?: string;
  readonly why: readonly string[];
  readonly milestones: readonly ReachedMilestone[];
  readonly daysUsed: number;
  readonly dueOn?: string;
  /** Open steps whose due date has passed; only where there are any. Each passed date is a transition, so the list is complete. */
  readonly overdue?: readonly OverdueMilestone[];
  readonly outcome?: SupportOutcome;
  /** What the next year takes up; only of a support that is carried forward. */
  readonly carries?: CarriedSupport;
}
