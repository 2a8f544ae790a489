/**
 * Quantile of an ascending list by linear interpolation between order statistics (Hyndman and Fan type 7, the default of R and numpy).
 * @throws RangeError when the list is empty.
 */
export function quantileOfSorted(ascending: ArrayLike<number>, share: number): number {
  const at = (ascending.length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(at);
  const low = ascending[below];
  if (low === undefined) throw new RangeError('A quantile needs at least one value.');
  const high = ascending[below + 1] ?? low;
  return low + (high - low) * (at - below);
}

export const quantile = (values: Iterable<number>, share: number): number =>
  quantileOfSorted(Float64Array.from(values).sort(), share);

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
