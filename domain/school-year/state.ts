import { type Receipt } from '../process/command.js';
import { type ChallengeableFigure } from './challengeable-figures.js';
import { type DeadlineName, type DraftFigures, type HoldReason, type YearEnded } from './messages/facts.js';
import { type LogEntry } from '../process/log.js';
import { windowsOf, type ShockExemption } from '../monitoring/exemption.js';
import { waitingRequest, type ShockRequest } from '../monitoring/shock-request.js';
import { type MonthFigures } from '../monitoring/month-figures.js';
import { type DateWindow } from '../shared/dates.js';
import { type AbsenceRise } from '../monitoring/severe-absence.js';
import { type YearOutcome } from '../monitoring/year-end.js';
import { ratesOfYear, type BothRates } from './both-rates.js';
import { roundTo } from '../shared/rates.js';
import { type Urn } from '../shared/urn.js';
import { type Pathway } from '../support/milestones.js';

export type Stage =
  'drafting' | 'quarantined' | 'withheld' | 'in-review' | 'with-school' | 'challenged' | 'monitoring' | 'closed';

export type MonitoringStatus = 'not-enough-data' | 'on-track' | 'watch' | 'below';

/** A draft as it was made. */
export interface Draft {
  readonly reportVersion: number;
  readonly modelVersion: string;
  readonly reasons: readonly HoldReason[];
  readonly figures?: DraftFigures;
}

/** The floor that holds, in per cent of attendance, and who set it. */
export interface Floor {
  readonly attendancePercent: number;
  readonly setBy: 'draft' | 'override' | 'school';
}

export interface PendingOverride {
  readonly floorAttendancePercent: number;
  readonly reason: string;
  readonly proposedBy: string;
}

export interface Challenge {
  readonly figure: ChallengeableFigure;
  readonly shouldBe: number;
  readonly evidence: string;
  /** What was left of the school's window when its clock stopped. */
  readonly windowLeftMilliseconds: number;
  /** What was left until the school's reminder, where it had not gone out. */
  readonly reminderLeftMilliseconds?: number;
}

/** A value an analyst found right; it stands beside the source value, never over it. */
export interface Correction {
  readonly figure: ChallengeableFigure;
  readonly value: number;
  readonly reason: string;
}

export interface Referral {
  readonly state: 'proposed' | 'confirmed' | 'declined' | 'withdrawn';
  /** The month whose check completed the run, `yyyy-mm`; the ground of the referral. */
  readonly ground: string;
  /** Support was offered, and figures that came later have taken its ground away. The decision stands; a person looks at it. */
  readonly isInDoubt?: true;
  readonly pathway?: Pathway;
}

/** What holds a school-year still, and what it holds. */
export interface Suspension {
  /** The recalls that hold it; it goes on when the last one lets go. */
  readonly recallIds: readonly string[];
  /** Clocks as they stood: milliseconds left of a window, the instant of a date. */
  readonly deadlines: Readonly<Partial<Record<DeadlineName, number>>>;
  /** The year's end came meanwhile; it takes effect when the suspension ends. */
  readonly yearEnded?: YearEnded;
}

/** All that is true of one school's year. JSON throughout: queries answer with it. */
export interface SchoolYearState {
  readonly urn: Urn;
  readonly version: number;
  readonly stage: Stage;
  readonly draft?: Draft;
  readonly floor?: Floor;
  readonly pendingOverride?: PendingOverride;
  readonly challenge?: Challenge;
  readonly corrections: readonly Correction[];
  readonly months: readonly MonthFigures[];
  readonly acceptedGaps: readonly string[];
  readonly shocks: readonly ShockExemption[];
  /** What the school asked to have set aside; missing where it never did. */
  readonly shockRequests?: readonly ShockRequest[];
  readonly status: MonitoringStatus;
  readonly referral?: Referral;
  readonly supportOutcome?: string;
  /** The newest version of the support that ended last. */
  readonly supportVersion?: number;
  /** Support that was withdrawn has not yet said that it has ended. */
  readonly isSupportEnding?: true;
  /** What has risen so far that a person should look, whatever the status. */
  readonly absenceRises?: readonly AbsenceRise['kind'][];
  /** Both rates, while days are set aside. */
  readonly rates?: BothRates;
  readonly outcome?: YearOutcome;
  readonly deadlines: Readonly<Partial<Record<DeadlineName, number>>>;
  readonly suspension?: Suspension;
  /** A draft is being made again because of this recall; `stage` is where the school-year stood. */
  readonly recall?: { readonly recallId: string; readonly stage: Stage };
  /** Who may be named has changed since the report was written; it is written again as soon as the school has it. */
  readonly areExamplesChanged?: true;
  readonly escalations: number;
  readonly log: readonly LogEntry[];
}

/** What lists and the reconciliation know of a school-year; written with every transition. */
export interface SchoolYearView {
  readonly urn: Urn;
  readonly stage: Stage;
  readonly status: MonitoringStatus;
  readonly isPaused: boolean;
  /** Only where it is. */
  readonly isSuspended?: true;
  readonly reasons: readonly HoldReason[];
  readonly reportVersion?: number;
  readonly floorAttendancePercent?: number;
  readonly floorSetBy?: Floor['setBy'];
  readonly improvementPoints?: number;
  readonly isWaitingForSecondPerson: boolean;
  readonly referralState?: Referral['state'];
  readonly pathway?: Pathway;
  readonly outcome?: YearOutcome['outcome'];
  readonly rung?: string;
  /** As people decided on them, revoked ones among them; only where there are any. */
  readonly shocks?: readonly ShockExemption[];
  readonly shockRequests?: readonly ShockRequest[];
  /** The days that shocks set aside, as they hold; only where there are any. */
  readonly daysSetAside?: readonly DateWindow[];
  /** Only where there is one. */
  readonly absenceRises?: readonly AbsenceRise['kind'][];
  /** While days are set aside, and of every judged year that is over. */
  readonly rates?: BothRates;
}

export const receipt = (state: SchoolYearState): Receipt => ({ version: state.version, stage: state.stage });

/** Shocks that hold: opened, not revoked, not yet ended. */
export const isPaused = (state: SchoolYearState): boolean => state.deadlines['shock-end'] !== undefined;

/** The school asked for days to be set aside, and has no answer. */
export const awaitsShockAnswer = (state: SchoolYearState): boolean => waitingRequest(state.shockRequests) !== undefined;

export function viewOf(state: SchoolYearState): SchoolYearView {
  const { draft, floor, referral, outcome } = state;
  return {
    urn: state.urn,
    stage: state.stage,
    status: state.status,
    isPaused: isPaused(state),
    ...(state.suspension && { isSuspended: true as const }),
    reasons: draft?.reasons ?? [],
    isWaitingForSecondPerson: state.pendingOverride !== undefined,
    ...(draft && { reportVersion: draft.reportVersion }),
    ...(floor && { floorAttendancePercent: floor.attendancePercent, floorSetBy: floor.setBy }),
    ...(floor && draft?.figures && { improvementPoints: improvementPoints(floor, draft.figures) }),
    ...(referral && { referralState: referral.state }),
    ...(referral?.pathway && { pathway: referral.pathway }),
    ...(outcome && { outcome: outcome.outcome }),
    ...(outcome?.rung !== undefined && { rung: outcome.rung }),
    ...watched(state),
  };
}

function watched({
  absenceRises,
  rates,
  outcome,
  shocks,
  shockRequests,
}: SchoolYearState): Pick<SchoolYearView, 'absenceRises' | 'shocks' | 'shockRequests' | 'daysSetAside' | 'rates'> {
  const shown = outcome ? ratesOfYear(outcome) : rates;
  const daysSetAside = windowsOf(shocks);
  return {
    ...(absenceRises && { absenceRises }),
    ...(shocks.length > 0 && { shocks }),
    ...(shockRequests && { shockRequests }),
    ...(daysSetAside.length > 0 && { daysSetAside }),
    ...(shown && { rates: shown }),
  };
}

/** What the floor that holds asks for over the school's baseline; an override may ask for less than nothing, and then asks for none. */
const improvementPoints = (floor: Floor, { baselineAttendancePercent }: DraftFigures): number =>
  Math.max(0, roundTo(floor.attendancePercent - baselineAttendancePercent, 4));
