import { type Pathway } from './pathway.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type DateWindow } from '../shared/dates.js';
import { type RegionCode } from '../shared/phase.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { type Urn } from '../shared/urn.js';

/** When people beyond the hub are notified, in days of any kind. */
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
  /** The days that exemptions set aside when support was offered; changes come as facts. */
  readonly daysSetAside: readonly DateWindow[];
  readonly escalation: SupportEscalation;
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

/** The school's hub has closed; another place is sought. */
export interface HubClosed {
  readonly kind: 'hubClosed';
  readonly hubId: string;
}

/** All days that exemptions set aside now; they replace those before. */
export interface DaysSetAsideChanged {
  readonly kind: 'daysSetAsideChanged';
  readonly windows: readonly DateWindow[];
}

/** Figures that came later took the ground of the offer away. */
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
