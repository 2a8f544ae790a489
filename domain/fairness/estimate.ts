/** A figure of a group with the interval that holds its true value in 95 of 100 such samples. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of 0.975. */
const z = 1.959964;

/** Wilson's score interval of a share; source: Wilson 1927, Journal of the American Statistical Association 22. @throws RangeError when nothing was counted. */
export function shareEstimate(successes: number, of: number): Estimate {
  if (of <= 0) throw new RangeError('A share needs at least one school.');
  const share = successes / of;
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Mean with its normal interval. @throws RangeError when fewer than two values are given. */
export function meanEstimate(values: readonly number[]): Estimate {
  if (values.length < 2) throw new RangeError('An interval of a mean needs at least two values.');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = z * Math.sqrt(squares / (values.length - 1) / values.length);
  return { value: mean, low: mean - half, high: mean + half };
}

export interface Counted {
  readonly successes: number;
  readonly of: number;
}

/**
 * Ratio of two shares with its interval on the logarithmic scale, half a school added to each count so that zero has an interval; source:
 * Walter 1975, Biometrika 62.
 */
export function ratioEstimate(upper: Counted, lower: Counted): Estimate {
  const [a, b, c, d] = [upper.successes + 0.5, upper.of + 0.5, lower.successes + 0.5, lower.of + 0.5];
  const ratio = a / b / (c / d);
  const spread = Math.exp(z * Math.sqrt(Math.max(0, 1 / a - 1 / b + 1 / c - 1 / d)));
  return { value: ratio, low: ratio / spread, high: ratio * spread };
}

/** On which side of the bounds the whole interval lies; undefined where any of it is within them. */
export function sideBeyond({ low, high }: Estimate, least: number, greatest: number): 'below' | 'above' | undefined {
  if (low > greatest) return 'above';
  return high < least ? 'below' : undefined;
}
