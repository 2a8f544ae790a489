import { roundTo } from '../shared/rates.js';
import { normalProbabilityBelow } from './normal-distribution.js';

export interface PosteriorInput {
  /** Year-to-date absence above the expected path, percentage points; negative when below it. */
  readonly shortfallPoints: number;
  /** Variance of that shortfall around this year's level: random variation in the months received. */
  readonly observedVariance: number;
  /** Variance of the mean of the remaining year around this year's level. */
  readonly remainingVariance: number;
  /** Variance of the year to date around the year because of a season of its own, which the rest of the year evens out. */
  readonly strayVariance?: number;
  /** Share of the year's sessions received so far, 0 to 1. */
  readonly observedShare: number;
  /** Prior variance of this year's level, and its prior mean above the ceiling: percentage points of absence. */
  readonly priorVariance: number;
  readonly priorShortfallPoints?: number;
}

/**
 * Probability that the year's absence ends above the ceiling. The prior of this year's level is normal around the prior shortfall. The year
 * to date is the level plus the deviation of its season plus random variation. The year is the year to date plus the rest, each by its
 * share of sessions. All are normal, so the year given the year to date is normal too (conditional of a bivariate normal). Rounded to six
 * places, so that the last bit of an exponential, which differs between builds, cannot change a status.
 */
export function probabilityYearEndsShort(input: PosteriorInput): number {
  const { shortfallPoints, observedVariance, observedShare, priorVariance } = input;
  const { strayVariance = 0, priorShortfallPoints = 0 } = input;
  const toCome = 1 - observedShare;
  const toDateVariance = priorVariance + observedVariance + strayVariance;
  const covariance = priorVariance + observedShare * observedVariance;
  const mean = priorShortfallPoints + (covariance / toDateVariance) * (shortfallPoints - priorShortfallPoints);
  const variance = toCome > 0 ? varianceOfTheYear(input, toCome) - covariance ** 2 / toDateVariance : 0;
  if (variance <= 0) return shortfallPoints > leastBit ? 1 : 0;
  return roundTo(normalProbabilityBelow(mean / Math.sqrt(variance)), 6);
}

/** Greatest rounding error of a sum. */
const leastBit = 1e-9;

const varianceOfTheYear = (
  { priorVariance, observedShare, observedVariance, remainingVariance }: PosteriorInput,
  toCome: number,
): number => priorVariance + observedShare ** 2 * observedVariance + toCome ** 2 * remainingVariance;
