import { roundTo } from '../shared/rates.js';
import { normalProbabilityBelow } from './normal-distribution.js';

export interface PosteriorInput {
  /** Year-to-date absence above the expected path, percentage points; negative when below it. */
  readonly shortfallPoints: number;
  /** Variance with which that shortfall shows this year's level: chance in the months that are in. */
  readonly observedVariance: number;
  /** Variance of the mean of what is still to come about this year's level. */
  readonly remainingVariance: number;
  /** Variance with which the year to date strays from the year by a season of its own; the rest of the year makes up for it. */
  readonly strayVariance?: number;
  /** Share of the year's sessions that are in, 0 to 1. */
  readonly observedShare: number;
  /** Variance of this year's level before anything is seen, and where it lies above the ceiling: percentage points of absence. */
  readonly priorVariance: number;
  readonly priorShortfallPoints?: number;
}

/**
 * Probability that the year's absence ends above the ceiling. Before anything is seen this year's level is normal about the prior
 * shortfall; the year to date is the level, its season's stray and chance; the year is what is in plus what is to come, each by its share
 * of sessions. All are normal, so the year given the year to date is normal too (conditional of a bivariate normal).
 * Rounded to six places, so that the last bit of an exponential, which differs between builds, never decides a status.
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

/** What the last bits of a sum may come to. */
const leastBit = 1e-9;

const varianceOfTheYear = (
  { priorVariance, observedShare, observedVariance, remainingVariance }: PosteriorInput,
  toCome: number,
): number => priorVariance + observedShare ** 2 * observedVariance + toCome ** 2 * remainingVariance;
