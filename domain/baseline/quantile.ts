/** Where a quantile lies in an ascending list: at `below`, and `beyond` of the way to the next. */
function placeOf(length: number, share: number): { readonly below: number; readonly beyond: number } {
  const at = (length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(at);
  return { below, beyond: at - below };
}

/**
 * Quantile of an ascending list by linear interpolation between order statistics (Hyndman and Fan type 7, the default of R and numpy).
 * @throws RangeError when the list is empty.
 */
export function quantileOfSorted(ascending: ArrayLike<number>, share: number): number {
  const { below, beyond } = placeOf(ascending.length, share);
  const low = ascending[below];
  if (low === undefined) throw new RangeError('A quantile needs at least one value.');
  const high = ascending[below + 1] ?? low;
  return low + (high - low) * beyond;
}

/**
 * Moves values so that the one at `place` is that of a sort, with none larger before it and none smaller after it. No value may be NaN.
 * Source: Hoare 1961, algorithm 65, FIND; a sort of tens of thousands takes ten times as long.
 */
function select(values: Float64Array, place: number): void {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[place] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const value = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = value;
      left += 1;
      right -= 1;
    }
    if (right < place) low = left;
    if (left > place) high = right;
  }
}

/** As `quantileOfSorted`, of values in any order, which it moves about. No value may be NaN. */
export function quantileWithin(values: Float64Array, share: number): number {
  const { below, beyond } = placeOf(values.length, share);
  select(values, below);
  const low = values[below];
  if (low === undefined) throw new RangeError('A quantile needs at least one value.');
  if (below + 1 === values.length) return low;
  let high = Infinity;
  for (let place = below + 1; place < values.length; place += 1) high = Math.min(high, values[place] ?? high);
  return low + (high - low) * beyond;
}

export const quantile = (values: Iterable<number>, share: number): number =>
  quantileWithin(Float64Array.from(values), share);

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
