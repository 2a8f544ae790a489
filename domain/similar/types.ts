import { type ContextMeasure, type SchoolContext } from '../baseline/context.js';
import { type Gender } from '../scope/types.js';
import { type AbsencePhase, type Phase, type RegionCode } from '../shared/phase.js';
import { type YearGroups } from './year-groups.js';

/** Share of an area's secondary pupils who are in grammar schools, as a class; `unknown` is never matched in silence. */
export type AreaSelectivityClass = 'none' | 'partly-selective' | 'highly-selective' | 'unknown';

/** Who runs a school, as far as it matters for whose practice can be copied. */
export type GovernanceClass = 'maintained' | 'stand-alone' | 'small-trust' | 'large-trust' | 'unknown';

/** A school as its comparators see it. */
export interface ComparableSchool {
  readonly urn: string;
  readonly absencePhase: AbsencePhase;
  /** The register's phase, kept apart: a middle school is compared with middle schools. */
  readonly phase: Phase;
  readonly yearGroups: YearGroups;
  /** undefined: the register does not say. */
  readonly isSelective: boolean | undefined;
  readonly areaSelectivity: AreaSelectivityClass;
  readonly gender: Gender;
  readonly regionCode: RegionCode;
  readonly isRural: boolean;
  /** British National Grid, metres; undefined when not known. */
  readonly position: GridPosition | undefined;
  readonly governance: GovernanceClass;
  readonly enrolments: number;
  /** Last year's attendance in per cent. */
  readonly attendancePercent: number;
  /** Attendance of the year before, moved by the national change since; undefined when the school had no such year. */
  readonly yearBeforePercent: number | undefined;
  readonly context: SchoolContext;
  /** Context in standard deviations among the schools compared; undefined where less than half of the measures are known. */
  readonly contextCoordinates: readonly number[] | undefined;
}

export interface GridPosition {
  readonly easting: number;
  readonly northing: number;
}

/** How like two schools are in one measure. */
export interface MeasureComparison {
  readonly measure: ContextMeasure;
  readonly own: number;
  readonly theirs: number;
  readonly likeness: 'alike' | 'near' | 'different';
}

/** A fair example and why it is one. */
export interface SimilarExample {
  readonly urn: string;
  /** Root of the weighted sum of squared differences in standard deviations; 0 is the same intake. */
  readonly contextDistance: number;
  readonly straightLineMiles: number;
  /** Straight line × 1.3: an estimate of the way by road, and labelled so. */
  readonly roadLikeMiles: number;
  readonly attendancePercent: number;
  /** How far above the target school it was last year, in percentage points. */
  readonly betterByPoints: number;
  readonly governance: GovernanceClass;
  readonly measures: readonly MeasureComparison[];
  readonly alike: readonly string[];
  readonly different: readonly string[];
}

export type NoExampleCode =
  | 'selectivity-unknown'
  | 'area-selectivity-unknown'
  | 'year-groups-unknown'
  | 'position-unknown'
  | 'context-unknown'
  | 'rare-kind'
  | 'isolated'
  | 'unlike-neighbours'
  | 'among-the-best'
  | 'few-clearly-better'
  | 'governance-mix';

/** How many schools were left after each rule, in the order of the rules, at the widest travel cap. */
export interface Funnel {
  readonly sameKind: number;
  readonly withinReach: number;
  /** The school's group: those that could be shown if they were better. */
  readonly alikeInContext: number;
  /** Of the group, higher last year, by however little. */
  readonly better: number;
  readonly clearlyBetter: number;
}

/**
 * How the examples keep the mix of governance. `own-class`: enough are run as the school is; `own-family`: enough have, or have not,
 * a governing body of their own, as the school; `fewer`: neither could be had, and every example that is run in another way says so.
 */
export type GovernanceMix = 'own-class' | 'own-family' | 'fewer';

export type SimilarResult =
  | {
      readonly kind: 'found';
      readonly travelCapKilometres: number;
      readonly governanceMix: GovernanceMix;
      readonly examples: readonly SimilarExample[];
      readonly funnel: Funnel;
    }
  | {
      readonly kind: 'no-fair-example';
      readonly code: NoExampleCode;
      readonly reason: string;
      readonly funnel: Funnel;
    };
