import { type MilestoneHistory } from './milestones.js';
import { type Pathway } from './pathway.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type DateWindow } from '../shared/dates.js';
import { type RegionCode } from '../shared/phase.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { type Urn } from '../shared/urn.js';

/** When people beyond the hub are notified, in days of any kind. */
export interface SupportEscalation {
  /** After the due date of a milestone that is still open; days set aside and days without a hub do not count. */
  readonly overdueDays: number;
  /** Since a school without a place requested one. */
  readonly waitingDays: number;
}

/** Support that was not finished when its year ended, as the next year takes it up. */
export interface CarriedSupport {
  readonly pathway: Pathway;
  /** The month that the referral rests on, `yyyy-mm`, in the year in which support was offered. */
  readonly ground: string;
  readonly needPoints: number;
  /** What was planned, recorded and used so far. */
  readonly milestones: MilestoneHistory;
  /** The hub at which the school keeps its place; missing for a toolkit, and where the hub had closed. */
  readonly hubId?: string;
}

/** Input of the `support` workflow: one school's support in one year. */
export interface SupportInput {
  readonly academicYear: AcademicYear;
  readonly urn: Urn;
  readonly regionCode: RegionCode;
  readonly pathway: Pathway;
  /** The month whose check completed the run that led to the referral, `yyyy-mm`. */
  readonly ground: string;
  /** Percentage points short at referral; places are given by need, then by waiting time. */
  readonly needPoints: number;
  readonly calendar: SchoolCalendar;
  /** The newest version of an earlier support of this school and year; this one continues its numbering. */
  readonly afterVersion?: number;
  /** The days that exemptions set aside when support was offered; changes come as facts. */
  readonly daysSetAside: readonly DateWindow[];
  readonly escalation: SupportEscalation;
  /** Only where the support began in an earlier year. */
  readonly carried?: Pick<CarriedSupport, 'milestones' | 'hubId'>;
}

/** The hub has a place for the school. */
export interface PlaceGiven {
  readonly kind: 'placeGiven';
  readonly hubId: string;
  /** Why this hub, in words for the school. */
  readonly why: readonly string[];
}

/** The school waits, with the reason in words. */
export interface PlaceDeferred {
  readonly kind: 'placeDeferred';
  readonly reasonCode: string;
  readonly why: readonly string[];
}

/** The school's hub has closed; the school needs another place. */
export interface HubClosed {
  readonly kind: 'hubClosed';
  readonly hubId: string;
}

/** All days that exemptions now set aside; they replace the earlier ones. */
export interface DaysSetAsideChanged {
  readonly kind: 'daysSetAsideChanged';
  readonly windows: readonly DateWindow[];
}

/** Later figures no longer call for the offer. */
export interface ReferralWithdrawn {
  readonly kind: 'referralWithdrawn';
}

/** The school has closed. */
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
  | PlaceGiven
  | PlaceDeferred
  | HubClosed
  | DaysSetAsideChanged
  | ReferralWithdrawn
  | SchoolClosed
  | SupportYearEnded
  | SupportDeadlinePassed;
export const supportFactKinds = [
  'placeGiven',
  'placeDeferred',
  'hubClosed',
  'daysSetAsideChanged',
  'referralWithdrawn',
  'schoolClosed',
  'yearEnded',
] as const satisfies readonly SupportFact['kind'][];
