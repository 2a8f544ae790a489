/** The bounds that a campaign must keep within: versioned, stored with each model record. Shares are 0 to 1, points are percentage points. */
export interface FairnessBounds {
  readonly version: string;
  /** Mean of outcome less expected absence, either way. */
  readonly biasPoints: number;
  /** Distance of an interval's coverage from what the interval says, either way. */
  readonly coverageShare: number;
  /** Lowest to highest share that met the expectation, between the fifths of an intake. */
  readonly leastMetRatio: number;
  /** Share of schools exactly at their expectation that a year's noise alone would have brought to a referral. */
  readonly greatestChanceReferralShare: number;
  /** A group with fewer schools is shown but not held to a bound. */
  readonly leastSchoolsJudged: number;
  /** A group with fewer schools is not shown at all, so that nothing can be worked out about one of them. */
  readonly leastSchoolsShown: number;
}

/**
 * Source: the product's own choice, docs/fairness.md. A bound is broken only where the whole 95 % interval lies beyond it, so that
 * a small group is not blamed for chance. Four fifths for the ratio: the rule of thumb of the United States' uniform guidelines of 1978.
 */
export const defaultFairnessBounds: FairnessBounds = {
  version: 'fairness-1',
  biasPoints: 0.25,
  coverageShare: 0.06,
  leastMetRatio: 0.8,
  greatestChanceReferralShare: 0.05,
  leastSchoolsJudged: 30,
  leastSchoolsShown: 10,
};
