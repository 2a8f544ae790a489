import { type BenchStack, type Kind } from './bench-stack.js';

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which this share of them lies, by the nearest rank; not a number where there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Runs product and bare in turn, in an order that changes from round to round, so that other load on the machine affects both. */
export async function inPairs<Measured>(
  rounds: number,
  run: (kind: Kind) => Promise<Measured>,
): Promise<Readonly<Record<Kind, readonly Measured[]>>> {
  const results: Record<Kind, Measured[]> = { product: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order: readonly Kind[] = round % 2 === 0 ? ['product', 'bare'] : ['bare', 'product'];
    for (const kind of order) results[kind].push(await run(kind));
  }
  return results;
}

/** The median over the rounds of the product's cost divided by that of the bare workflows in the same round. */
export const ratioOf = (product: readonly number[], bare: readonly number[]): number =>
  rounded(median(product.map((value, round) => value / (bare[round] ?? Number.NaN))));

export interface Timed {
  readonly seconds: number;
  /** Seconds of CPU by process. */
  readonly cpuSeconds: Readonly<Record<string, number>>;
}

export async function timed(stack: BenchStack, work: () => Promise<void>): Promise<Timed> {
  const before = stack.cpuSeconds();
  const began = performance.now();
  await work();
  const seconds = rounded((performance.now() - began) / 1_000);
  const after = stack.cpuSeconds();
  const cpuSeconds = Object.entries(after).map(([name, now]) => [name, rounded(now - (before[name] ?? 0))] as const);
  return { seconds, cpuSeconds: Object.fromEntries(cpuSeconds) };
}

/** Seconds, and seconds of CPU by process, as the medians over the rounds. */
export function medianTimed(rounds: readonly Timed[]): Timed {
  const names = Object.keys(rounds[0]?.cpuSeconds ?? {});
  return {
    seconds: median(rounds.map(({ seconds }) => seconds)),
    cpuSeconds: Object.fromEntries(
      names.map((name) => [name, median(rounds.map(({ cpuSeconds }) => cpuSeconds[name] ?? 0))]),
    ),
  };
}
