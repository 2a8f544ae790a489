import { type AbsencePhase } from '../shared/phase.js';

/** Transient variance of one school-year, `constant + perEnrolment/n` squared percentage points. */
interface TransientVariance {
  readonly constant: number;
  readonly perEnrolment: number;
}

/** How examples are chosen: versioned, and named in each report. */
export interface SimilarRules {
  readonly version: string;
  readonly minimumExamples: number;
  readonly maximumExamples: number;
  /** Travel caps in kilometres of straight line, tried in order until there are enough examples. */
  readonly travelCapsKilometres: Readonly<
    Record<AbsencePhase, { readonly urban: readonly number[]; readonly rural: readonly number[] }>
  >;
  /** Farthest in context, in standard deviations over six measures; with more measures it grows by the root of their number. */
  readonly maximumContextDistance: number;
  /** An example is better by more than this many standard deviations of the difference. */
  readonly noiseMultiple: number;
  readonly transientVariance: Readonly<Record<AbsencePhase, TransientVariance>>;
  /** At least this share of the examples has the school's own kind of governance. */
  readonly sameGovernanceShare: number;
  /** Differences in one measure, in standard deviations: up to `alike` they are named alike, from `different` on different. */
  readonly alikeDeviations: number;
  readonly differentDeviations: number;
  readonly roadFactor: number;
}

/**
 * Sources: transient variance from MODEL.md, "Noise"; the rest is our policy (dossier §9 rows 3 to 5).
 * A rural school starts at the second step: its nearest neighbours are farther away, its widest cap is the same.
 */
export const defaultSimilarRules: SimilarRules = {
  version: 'similar-1',
  minimumExamples: 3,
  maximumExamples: 5,
  travelCapsKilometres: {
    primary: { urban: [10, 20, 40], rural: [20, 40] },
    secondary: { urban: [20, 40, 80], rural: [40, 80] },
    special: { urban: [20, 40, 80], rural: [40, 80] },
  },
  maximumContextDistance: 2,
  noiseMultiple: 1,
  transientVariance: {
    primary: { constant: 0.015, perEnrolment: 14.6 },
    secondary: { constant: 0.013, perEnrolment: 14.6 },
    special: { constant: 0.01, perEnrolment: 134 },
  },
  sameGovernanceShare: 0.5,
  alikeDeviations: 0.5,
  differentDeviations: 1,
  roadFactor: 1.3,
};
