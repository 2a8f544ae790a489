import { type MonthFigures } from '../../monitoring/month-figures.js';
import { type AbsencePhase } from '../../shared/phase.js';
import { type CarriedSupport } from '../../support/messages.js';

/** One rung of the ladder of ambition, as an attendance level in per cent. */
export interface LadderRung {
  readonly name: string;
  readonly attendancePercent: number;
}

/** The figures of a draft that the year is judged by. Levels in per cent of attendance, changes in percentage points. */
export interface DraftFigures {
  readonly phase: AbsencePhase;
  readonly enrolments: number;
  readonly baselineAttendancePercent: number;
  readonly expectedAttendancePercent: number;
  readonly floorAttendancePercent: number;
  readonly improvementPoints: number;
  readonly standardDeviationPoints: number;
  readonly ladder: readonly LadderRung[];
  readonly similarSchools: number;
}

/** Why a draft is held, in one sentence for people. */
export interface HoldReason {
  readonly gate: string;
  readonly reason: string;
}

/** The model's draft has been made, or could not be. */
export interface Drafted {
  readonly kind: 'drafted';
  readonly outcome: 'drafted' | 'quarantined' | 'withheld';
  readonly reasons: readonly HoldReason[];
  readonly reportVersion: number;
  readonly modelVersion: string;
  readonly figures?: DraftFigures;
  /** After a recall: nothing in the report has changed, so its version remains current. */
  readonly isUnchanged?: true;
}

/** Reads, timers and referrals of this school-year stop until the recall with this id ends the suspension. */
export interface Suspended {
  readonly kind: 'suspended';
  readonly recallId: string;
}

/** The data behind the report has been fixed; the draft is made again during the suspension. */
export interface Recalled {
  readonly kind: 'recalled';
  readonly recallId: string;
}

/** The recall with this id ends its suspension; deadlines continue where they stopped. */
export interface Resumed {
  readonly kind: 'resumed';
  readonly recallId: string;
}

/** The schools that agree to be named as examples have changed, so the report must be written again. */
export interface ExamplesChanged {
  readonly kind: 'examplesChanged';
}

/** One month's figures of this school. Facts are never refused, but may change nothing. */
export interface MonthReported extends MonthFigures {
  readonly kind: 'monthReported';
}

export const deadlineNames = [
  'review',
  'school-reminder',
  'school-window',
  'challenge',
  'shock-request',
  'shock-end',
  'months-missing',
  'months-still-missing',
  'referral',
  'year-end',
] as const;
export type DeadlineName = (typeof deadlineNames)[number];

export interface DeadlinePassed {
  readonly kind: 'deadlinePassed';
  readonly name: DeadlineName;
}

/** The year is over. `nationalShiftPoints`: this year's national absence of the school's phase less last year's. */
export interface YearEnded {
  readonly kind: 'yearEnded';
  readonly nationalShiftPoints: number;
}

/** A support process has ended. */
export interface SupportEnded {
  readonly kind: 'supportEnded';
  readonly outcome: string;
  /** The support's newest version; a later support continues its numbering. */
  readonly version?: number;
}

/** Support of the year before was not finished; it goes on in this one. */
export interface SupportCarried {
  readonly kind: 'supportCarried';
  readonly carried: CarriedSupport;
}

export type Fact =
  | Drafted
  | MonthReported
  | DeadlinePassed
  | YearEnded
  | SupportEnded
  | SupportCarried
  | Suspended
  | Recalled
  | Resumed
  | ExamplesChanged;
