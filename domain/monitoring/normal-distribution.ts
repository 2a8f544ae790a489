/**
 * Probability that a standard normal variable lies below `z`, to within 1.5e-7.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, formula 7.1.26.
 */
export function normalProbabilityBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (polynomial * Math.exp(-x * x)) / 2;
  return z < 0 ? tail : 1 - tail;
}
