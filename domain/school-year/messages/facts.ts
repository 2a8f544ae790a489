import { type MonthFigures } from '../../monitoring/month-figures.js';
import { type AbsencePhase } from '../../shared/phase.js';

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

/** Why a draft is held, in one line for a person. */
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
  /** After a recall: nothing that the report says has changed, so its version stands. */
  readonly isUnchanged?: true;
}

/** Reads, timers and referrals of this school-year stop until the recall of this id lets go. */
export interface Suspended {
  readonly kind: 'suspended';
  readonly recallId: string;
}

/** What the report stands on has been mended; the draft is made again, under the suspension. */
export interface Recalled {
  readonly kind: 'recalled';
  readonly recallId: string;
}

/** The recall of this id lets go; clocks go on where they stood still. */
export interface Resumed {
  readonly kind: 'resumed';
  readonly recallId: string;
}

/** Who has agreed to be named as an example has changed, so the report is to be written again. */
export interface ExamplesChanged {
  readonly kind: 'examplesChanged';
}

/** One month's figures of this school. Facts are never refused; they may change nothing. */
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
  /** The support's newest version; a support that follows counts on from it. */
  readonly version?: number;
}

export type Fact =
  | Drafted
  | MonthReported
  | DeadlinePassed
  | YearEnded
  | SupportEnded
  | Suspended
  | Recalled
  | Resumed
  | ExamplesChanged;
