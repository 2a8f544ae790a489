export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function standardDeviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Pearson correlation of the pairs in which both are numbers. */
export function correlation(pairs: readonly (readonly [number, number])[]): number {
  const known = pairs.filter(([one, other]) => Number.isFinite(one) && Number.isFinite(other));
  const [ones, others] = [known.map(([one]) => one), known.map(([, other]) => other)];
  const [oneMean, otherMean] = [mean(ones), mean(others)];
  const covariance = mean(known.map(([one, other]) => (one - oneMean) * (other - otherMean)));
  return covariance / standardDeviation(ones) / standardDeviation(others);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
