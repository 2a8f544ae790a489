/**
 * The bounds beyond which a closed year has a lesson for the next: versioned, stored with the lessons. Shares are 0 to 1, points are
 * percentage points.
 */
export interface LessonBounds {
  readonly version: string;
  /** Mean of outcome less expected absence of a phase, either way. */
  readonly biasPoints: number;
  /** Distance of an interval's coverage from what the interval says, either way. */
  readonly coverageShare: number;
  /** Mean distance of stated probability and share that came about, beyond what chance gives. */
  readonly calibrationError: number;
  /** A group is far beyond the others from this many times their rate on. */
  readonly rateRatio: number;
  /** With fewer schools, or checks of a month, no lesson is drawn. */
  readonly leastSchools: number;
}

/**
 * Sources: bias, coverage and number of schools are the fairness bounds' own, so that one model is not held to two measures
 * (docs/fairness.md); the calibration error is what the product was accepted by (docs/judging.md); the ratio is the product's own choice.
 */
export const defaultLessonBounds: LessonBounds = {
  version: 'lessons-1',
  biasPoints: 0.25,
  coverageShare: 0.06,
  calibrationError: 0.05,
  rateRatio: 2,
  leastSchools: 30,
};
