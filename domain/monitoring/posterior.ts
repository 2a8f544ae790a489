import { roundTo } from '../shared/rates.js';
import { normalProbabilityBelow } from './normal-distribution.js';

export interface PosteriorInput {
  /** Year-to-date absence above the expected path, percentage points; negative when below it. */
  readonly shortfallPoints: number;
  /** Variance with which that shortfall shows this year's level. */
  readonly observedVariance: number;
  /** Variance of the mean of what is still to come about this year's level. */
  readonly remainingVariance: number;
  /** Share of the year's sessions that are in, 0 to 1. */
  readonly observedShare: number;
  /** Variance of this year's level about the floor before anything is seen. */
  readonly priorVariance: number;
}

/**
 * Probability that the year's absence ends above the ceiling. This year's level is normal about the floor before anything is seen, the
 * year to date is normal about the level, and the year is what is in plus what is to come, each by its share of sessions.
 * Rounded to six places, so that the last bit of an exponential, which differs between builds, never decides a status.
 */
export function probabilityYearEndsShort(input: PosteriorInput): number {
  const { shortfallPoints, observedVariance, remainingVariance, observedShare, priorVariance } = input;
  const toCome = 1 - observedShare;
  const weight = priorVariance / (priorVariance + observedVariance);
  const level = weight * shortfallPoints;
  const levelVariance = (1 - weight) * priorVariance;
  const mean = observedShare * shortfallPoints + toCome * level;
  const variance = toCome > 0 ? toCome * toCome * (levelVariance + remainingVariance) : 0;
  if (variance === 0) return mean > 0 ? 1 : 0;
  return roundTo(normalProbabilityBelow(mean / Math.sqrt(variance)), 6);
}
