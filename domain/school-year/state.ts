import { type Receipt } from '../process/command.js';
import { unitOf, type ChallengeableFigure, type CorrectableFigure, type FigureUnit } from './challengeable-figures.js';
import { type DeadlineName, type DraftFigures, type HoldReason, type YearEnded } from './messages/facts.js';
import { type LogEntry } from '../process/log.js';
import { windowsOf, type ShockExemption } from '../monitoring/exemption.js';
import { waitingRequest, type ShockRequest } from '../monitoring/shock-request.js';
import { type MonthCheck } from '../monitoring/judgement.js';
import { type MonthFigures } from '../monitoring/month-figures.js';
import { type MonthWarning } from '../monitoring/fallen-counts.js';
import { type ConfirmedMonth } from '../monitoring/few-sessions.js';
import { monthsShown, type MonthShown } from '../monitoring/months-shown.js';
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

/** The current floor, in per cent of attendance, and who set it. */
export interface Floor {
  readonly attendancePercent: number;
  readonly setBy: 'draft' | 'override' | 'school';
}

/** A floor that a person set in place of the drafted one, with what was said for it. */
export interface Override {
  readonly floorAttendancePercent: number;
  readonly reason: string;
  readonly evidence?: string;
  readonly proposedBy: string;
  /** The second person, where one was needed. */
  readonly confirmedBy?: string;
}

export interface Challenge {
  readonly figure: ChallengeableFigure;
  readonly shouldBe: number;
  readonly evidence: string;
  readonly challengedBy: string;
  /** Milliseconds left of the school's window when it was paused. */
  readonly windowLeftMilliseconds: number;
  /** Milliseconds left until the school's reminder, unless already sent. */
  readonly reminderLeftMilliseconds?: number;
}

/** A value that an analyst found right; kept next to the source value, which it never replaces. */
export interface Correction {
  readonly figure: CorrectableFigure;
  readonly value: number;
  readonly reason: string;
}

export interface Referral {
  readonly state: 'proposed' | 'confirmed' | 'declined' | 'withdrawn';
  /** The month whose check completed the run, `yyyy-mm`; the ground of the referral. */
  readonly ground: string;
  /** Support was offered, and later figures no longer call for it. The offer remains until a person reviews it. */
  readonly isInDoubt?: true;
  /** Offered in an earlier year, on that year's figures; this year's figures neither confirm nor withdraw it. */
  readonly isCarried?: true;
  readonly pathway?: Pathway;
}

/** A suspension of the school-year, and what to restore when it ends. */
export interface Suspension {
  /** The recalls that suspend the school-year; it resumes when the last of them ends. */
  readonly recallIds: readonly string[];
  /** Deadlines when the suspension began: milliseconds left of a window, the instant of a date. */
  readonly deadlines: Readonly<Partial<Record<DeadlineName, number>>>;
  /** The year ended during the suspension; this takes effect when the suspension ends. */
  readonly yearEnded?: YearEnded;
}

/** All that is true of one school's year. JSON throughout: queries answer with it. */
export interface SchoolYearState {
  readonly urn: Urn;
  readonly version: number;
  readonly stage: Stage;
  readonly draft?: Draft;
  readonly floor?: Floor;
  /** Waits for a second person. */
  readonly pendingOverride?: Override;
  /** The override that set the floor. */
  readonly override?: Override;
  /** The version that the school had when its challenge was upheld; it reads this one until the new draft is its to answer. */
  readonly heldVersion?: number;
  readonly challenge?: Challenge;
  readonly corrections: readonly Correction[];
  readonly months: readonly MonthFigures[];
  readonly acceptedGaps: readonly string[];
  readonly shocks: readonly ShockExemption[];
  /** The days that the school asked to have set aside; missing where it never did. */
  readonly shockRequests?: readonly ShockRequest[];
  readonly status: MonitoringStatus;
  /** The checks behind `status`; missing until the year is judged. */
  readonly checks?: readonly MonthCheck[];
  readonly referral?: Referral;
  readonly supportOutcome?: string;
  /** The newest version of the support that ended last. */
  readonly supportVersion?: number;
  /** Support of the year before goes on, or went on, in this one. */
  readonly hasCarriedSupport?: true;
  /** Withdrawn support has not yet signalled that it has ended. */
  readonly isSupportEnding?: true;
  /** Rises large enough for a person to look into, whatever the status. */
  readonly absenceRises?: readonly AbsenceRise['kind'][];
  /** What a person should look into in the returns; missing where there is nothing. */
  readonly monthWarnings?: readonly MonthWarning[];
  /** Months with few possible sessions that a person found right; missing where there are none. */
  readonly confirmedMonths?: readonly ConfirmedMonth[];
  /** Both rates, while days are set aside. */
  readonly rates?: BothRates;
  readonly outcome?: YearOutcome;
  readonly deadlines: Readonly<Partial<Record<DeadlineName, number>>>;
  readonly suspension?: Suspension;
  /** A draft is being made again because of this recall; `stage` is the school-year's stage before it. */
  readonly recall?: { readonly recallId: string; readonly stage: Stage };
  /** The schools that may be named have changed since the report was written; it is written again once the school has it. */
  readonly areExamplesChanged?: true;
  readonly escalations: number;
  readonly log: readonly LogEntry[];
}

/** What lists and reconciliation show of a school-year; written with every transition. */
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
  /** As decided, including revoked ones; only where there are any. */
  readonly shocks?: readonly ShockExemption[];
  readonly shockRequests?: readonly ShockRequest[];
  /** The days that shocks currently set aside; only where there are any. */
  readonly daysSetAside?: readonly DateWindow[];
  /** Only where there is one. */
  readonly absenceRises?: readonly AbsenceRise['kind'][];
  /** Only where there are any. */
  readonly monthWarnings?: readonly MonthWarning[];
  readonly confirmedMonths?: readonly ConfirmedMonth[];
  /** While days are set aside, and of every judged year that is over. */
  readonly rates?: BothRates;
  readonly challenge?: ChallengeShown;
  readonly pendingOverride?: Override;
  readonly override?: Override;
  readonly heldVersion?: number;
  /** Only where there are any. */
  readonly corrections?: readonly Correction[];
  /** What the school returned and how each month was judged; only where there are any. */
  readonly months?: readonly MonthShown[];
}

export interface ChallengeShown {
  readonly figure: ChallengeableFigure;
  readonly shouldBe: number;
  readonly unit: FigureUnit;
  readonly evidence: string;
  readonly challengedBy: string;
}

export const receipt = (state: SchoolYearState): Receipt => ({ version: state.version, stage: state.stage });

/** Current shocks: opened, not revoked, not yet ended. */
export const isPaused = (state: SchoolYearState): boolean => state.deadlines['shock-end'] !== undefined;

/** The school has asked for days to be set aside and has no answer yet. */
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
    ...said(state),
  };
}

/** What people said, for those who decide on it and for the log. */
function said(
  state: SchoolYearState,
): Pick<SchoolYearView, 'challenge' | 'pendingOverride' | 'override' | 'heldVersion' | 'corrections' | 'months'> {
  const { challenge, pendingOverride, override, heldVersion, corrections } = state;
  const months = monthsShown(state);
  return {
    ...(challenge && { challenge: challengeShown(challenge) }),
    ...(pendingOverride && { pendingOverride }),
    ...(override && { override }),
    ...(heldVersion !== undefined && { heldVersion }),
    ...(corrections.length > 0 && { corrections }),
    ...(months.length > 0 && { months }),
  };
}

const challengeShown = ({ figure, shouldBe, evidence, challengedBy }: Challenge): ChallengeShown => ({
  figure,
  shouldBe,
  unit: unitOf(figure),
  evidence,
  challengedBy,
});

type Watched = 'absenceRises' | 'monthWarnings' | 'confirmedMonths';

function watched({
  absenceRises,
  monthWarnings,
  confirmedMonths,
  rates,
  outcome,
  shocks,
  shockRequests,
}: SchoolYearState): Pick<SchoolYearView, Watched | 'shocks' | 'shockRequests' | 'daysSetAside' | 'rates'> {
  const shown = outcome ? ratesOfYear(outcome) : rates;
  const daysSetAside = windowsOf(shocks);
  return {
    ...(absenceRises && { absenceRises }),
    ...(monthWarnings && { monthWarnings }),
    ...(confirmedMonths && { confirmedMonths }),
    ...(shocks.length > 0 && { shocks }),
    ...(shockRequests && { shockRequests }),
    ...(daysSetAside.length > 0 && { daysSetAside }),
    ...(shown && { rates: shown }),
  };
}

/** The improvement that the current floor asks for over the school's baseline, never negative: an override below the baseline counts as zero. */
const improvementPoints = (floor: Floor, { baselineAttendancePercent }: DraftFigures): number =>
  Math.max(0, roundTo(floor.attendancePercent - baselineAttendancePercent, 4));
