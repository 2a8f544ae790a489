import { type AbsencePhase } from '../shared/phase.js';

/** Transient variance of one school-year, `constant + perEnrolment/n` squared percentage points. */
interface TransientVariance {
  readonly constant: number;
  readonly perEnrolment: number;
}

/** How the weights of the context measures are learned from the schools compared. */
interface WeightRules {
  /** Ridge penalty as a share of the total weight: shares a coefficient between measures that move together. */
  readonly ridgeShare: number;
  /** No measure weighs less than this; an even weight is 1. */
  readonly leastWeight: number;
  /** With fewer schools of a phase than this, every measure weighs 1. */
  readonly fewestSchools: number;
  /** Where the measures explain less than this of the absence between schools, every measure weighs 1. */
  readonly leastExplainedShare: number;
  /** A school of this size counts half as much as a very large one. */
  readonly halfWeightEnrolments: number;
}

/** How examples are chosen: versioned, and named in each report. */
export interface SimilarRules {
  readonly version: string;
  readonly minimumExamples: number;
  readonly maximumExamples: number;
  /** A kind with fewer schools than this in a region can hardly give three clearly better ones, so schools that share year groups are looked at too. */
  readonly smallKind: number;
  /** Travel caps in kilometres of straight line, tried in order until there are enough examples. */
  readonly travelCapsKilometres: Readonly<
    Record<AbsencePhase, { readonly urban: readonly number[]; readonly rural: readonly number[] }>
  >;
  /** Farthest in context, in standard deviations over six measures; with more measures it grows by the root of their number. */
  readonly maximumContextDistance: number;
  readonly weights: WeightRules;
  /** An example is better by more than this many standard deviations of the difference, last year and over two years. */
  readonly noiseMultiple: number;
  readonly transientVariance: Readonly<Record<AbsencePhase, TransientVariance>>;
  /** At least this share of the examples has the school's own class of governance, or the answer says why not. */
  readonly sameGovernanceShare: number;
  /** A school of whose group at most this share was better is among the best of its kind. */
  readonly bestShare: number;
  /** Differences in one measure, in standard deviations: up to `alike` they are named alike, from `different` on different. */
  readonly alikeDeviations: number;
  readonly differentDeviations: number;
  readonly roadFactor: number;
}

/**
 * Sources: docs/sources/statistics.md#noise-of-a-year for the transient variance; the rest is our policy
 * (docs/sources/similar-schools.md#what-went-wrong).
 * A rural school starts at the second step: its nearest neighbours are farther away, its widest cap is the same.
 */
export const defaultSimilarRules: SimilarRules = {
  version: 'similar-3',
  minimumExamples: 3,
  maximumExamples: 5,
  smallKind: 30,
  travelCapsKilometres: {
    primary: { urban: [10, 20, 40], rural: [20, 40] },
    secondary: { urban: [20, 40, 80], rural: [40, 80] },
    special: { urban: [20, 40, 80], rural: [40, 80] },
  },
  maximumContextDistance: 2,
  weights: {
    ridgeShare: 0.1,
    leastWeight: 0.1,
    fewestSchools: 100,
    leastExplainedShare: 0.01,
    halfWeightEnrolments: 50,
  },
  noiseMultiple: 1,
  transientVariance: {
    primary: { constant: 0.015, perEnrolment: 14.6 },
    secondary: { constant: 0.013, perEnrolment: 14.6 },
    special: { constant: 0.01, perEnrolment: 134 },
  },
  sameGovernanceShare: 0.5,
  bestShare: 0.25,
  alikeDeviations: 0.5,
  differentDeviations: 1,
  roadFactor: 1.3,
};
