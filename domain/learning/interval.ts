/** An estimate with the interval that holds the truth in 95 of 100 cases like it. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const standardNormal95 = 1.959964;

/**
 * The quantile of Student's t that leaves 2.5% above it. Source: the expansion of Cornish and Fisher (Abramowitz and Stegun, 26.7.5), to
 * within a hundredth from five degrees of freedom.
 */
export function studentQuantile(degreesOfFreedom: number): number {
  const z = standardNormal95;
  const n = Math.max(degreesOfFreedom, 1);
  return (
    z +
    (z ** 3 + z) / (4 * n) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * n ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * n ** 3)
  );
}

export function estimateOf(value: number, standardError: number, degreesOfFreedom: number): Estimate {
  const reach = studentQuantile(degreesOfFreedom) * standardError;
  return { value, low: value - reach, high: value + reach };
}

/** A share with its interval. Source: Wilson, Probable inference, JASA 1927. */
export function shareOf(count: number, of: number): Estimate {
  if (of === 0) return { value: 0, low: 0, high: 1 };
  const z2 = standardNormal95 ** 2;
  const share = count / of;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const reach = (Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of)) * standardNormal95) / (1 + z2 / of);
  return { value: share, low: Math.max(middle - reach, 0), high: Math.min(middle + reach, 1) };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
