import { type Milestone, type Pathway } from './milestones.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type DateWindow } from '../shared/dates.js';
import { type RegionCode } from '../shared/phase.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { type Urn } from '../shared/urn.js';
import { type Command } from '../process/command.js';

/** When those beyond the hub are told, in days of any kind. */
export interface SupportEscalation {
  /** After its due date, of a milestone that is still open; days set aside and days without a hub do not count. */
  readonly overdueDays: number;
  /** Since it began to look for a place, of a school that has none. */
  readonly waitingDays: number;
}

/** Input of the `support` workflow: one school's support in one year. */
export interface SupportInput {
  readonly academicYear: AcademicYear;
  readonly urn: Urn;
  readonly regionCode: RegionCode;
  readonly pathway: Pathway;
  /** The month whose check completed the run of the referral, `yyyy-mm`. */
  readonly ground: string;
  /** Percentage points short at referral; places are given by need, then by waiting time. */
  readonly needPoints: number;
  readonly calendar: SchoolCalendar;
  /** The newest version of an earlier support of this school and year, whose record this one goes on with. */
  readonly afterVersion?: number;
  /**
   * The days that local shocks set aside when support was offered; those that hold later are told. Where it is missing, each shock is told
   * by its own days.
   */
  readonly daysSetAside?: readonly DateWindow[];
  /** Where it is missing, the hub is reminded and nobody beyond it is told. */
  readonly escalation?: SupportEscalation;
}

/** A hub manager records that a milestone is reached, with the date, the evidence and the days of leadership support used. */
export type RecordMilestone = Command<
  'recordMilestone',
  {
    readonly milestone: Milestone;
    readonly reachedOn: string;
    readonly evidence: string;
    readonly days: number;
    /** The support has gone back to it: it is reached anew, and every later one is open again. */
    readonly isRepeat?: boolean;
  }
>;

/** Support ends early, with the reason. */
export type EndSupport = Command<'endSupport', { readonly reason: string }>;

export type SupportDecision = RecordMilestone | EndSupport;
export const supportDecisionKinds = [
  'recordMilestone',
  'endSupport',
] as const satisfies readonly SupportDecision['kind'][];

/** A hub has been chosen by the rules and asked; why this one, in words. */
export interface HubAsked {
  readonly kind: 'hubAsked';
  readonly hubId: string;
  readonly why: readonly string[];
}

/** The hub has a place for the school. */
export interface PlaceGiven {
  readonly kind: 'placeGiven';
  readonly hubId: string;
  /** Why this hub, in words for the school. */
  readonly why?: readonly string[];
}

/** The school waits, with the reason in words. */
export interface PlaceDeferred {
  readonly kind: 'placeDeferred';
  readonly hubId?: string;
  readonly reasonCode: string;
  readonly why: readonly string[];
}

/** The school's hub has closed; another place is sought. */
export interface HubClosed {
  readonly kind: 'hubClosed';
  readonly hubId: string;
}

/** A local shock moves what is due by as many days. Told in school-years that do not tell the days set aside. */
export interface ShockOpened {
  readonly kind: 'shockOpened';
  readonly days: number;
}

/** The days that local shocks set aside now, all of them; what was told before holds no longer. */
export interface DaysSetAsideChanged {
  readonly kind: 'daysSetAsideChanged';
  readonly windows: readonly DateWindow[];
}

/** Figures that came later took the ground of the offer away. */
export interface ReferralWithdrawn {
  readonly kind: 'referralWithdrawn';
}

/** The school is no more. */
export interface SchoolClosed {
  readonly kind: 'schoolClosed';
}

export interface SupportYearEnded {
  readonly kind: 'yearEnded';
}

export interface SupportDeadlinePassed {
  readonly kind: 'deadlinePassed';
}

export type SupportFact =
  | HubAsked
  | PlaceGiven
  | PlaceDeferred
  | HubClosed
  | ShockOpened
  | DaysSetAsideChanged
  | ReferralWithdrawn
  | SchoolClosed
  | SupportYearEnded
  | SupportDeadlinePassed;
export type SupportMessage = SupportDecision | SupportFact;
export const supportFactKinds = [
  'placeGiven',
  'placeDeferred',
  'hubClosed',
  'shockOpened',
  'daysSetAsideChanged',
  'referralWithdrawn',
  'schoolClosed',
  'yearEnded',
] as const satisfies readonly SupportFact['kind'][];
