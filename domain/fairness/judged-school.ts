import { type Interval } from '../baseline/expect.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase, type RegionCode } from '../shared/phase.js';

/** 1: the fifth with the least of a measure; 5: the fifth with the most. Within the phase. */
export type Fifth = 1 | 2 | 3 | 4 | 5;

/** The intakes that fairness is looked at by, each cut into fifths. */
export type IntakeMeasure = 'deprivation' | 'specialNeeds' | 'language';

/**
 * One school of a past year: what was expected of it before the year began, and how the year came out. It carries no name and no
 * URN, because nothing about a single school follows from it. Absence in per cent, differences in percentage points.
 */
export interface JudgedSchool {
  readonly judgedYear: AcademicYear;
  readonly phase: AbsencePhase;
  readonly regionCode: RegionCode;
  readonly enrolments: number;
  /** undefined where the register does not say. */
  readonly isRural?: boolean;
  readonly fifths: Readonly<Partial<Record<IntakeMeasure, Fifth>>>;
  readonly expectedAbsencePercent: number;
  readonly standardDeviationPoints: number;
  readonly interval80: Interval;
  readonly interval95: Interval;
  /** The year's absence less the national change of the phase. */
  readonly outcomeAbsencePercent: number;
  /** The expectation as a level of absence: 100 less the attendance floor. */
  readonly ceilingAbsencePercent: number;
  readonly referral: ReferralDistance;
}

/**
 * When a whole year would have counted as short "by some distance"; source:
 * docs/sources/expectation.md#consistently-and-by-some-distance.
 */
export interface ReferralDistance {
  readonly shortfallPoints: number;
  /** Standard error of a whole year of this school. */
  readonly standardErrorPoints: number;
}
