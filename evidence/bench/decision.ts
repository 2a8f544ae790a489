import pMap from 'p-map';
import { randomUUID } from 'node:crypto';
import { analyst } from '../../demo/play/personas.js';
import { measuredYear } from '../stack/school-year.js';
import { onBenchStack, type BenchStack, type Kind, type Year } from './bench-stack.js';
import { inPairs, median, quantile, ratioOf, rounded } from './pairs.js';
import { atOnce, endAll, startAll } from './steps.js';

interface Latency {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Approvals through the API, 40 at once, against updates of bare workflows: milliseconds until the answer. */
export function decisionBench(settings: { readonly schools: number; readonly rounds: number }): Promise<object> {
  const { schools, rounds } = settings;
  return onBenchStack({ name: 'decision' }, async (stack) => {
    const { product, bare } = await inPairs(rounds, async (kind): Promise<Latency> => {
      const years = await startAll(stack, kind, await stack.schools(schools));
      const taken: number[] = [];
      const versions = kind === 'product' ? await versionsOf(stack, years) : new Map<Year, number>();
      await pMap(
        years,
        async (year) => {
          const began = performance.now();
          await approve(stack, kind, year, versions.get(year) ?? 0);
          taken.push(performance.now() - began);
        },
        { concurrency: atOnce },
      );
      if (kind === 'bare') await endAll(years);
      return { p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) };
    });
    const of = (rows: readonly Latency[], which: keyof Latency): readonly number[] => rows.map((row) => row[which]);
    const medians = (rows: readonly Latency[]): Latency => ({
      p50: rounded(median(of(rows, 'p50'))),
      p99: rounded(median(of(rows, 'p99'))),
    });
    return {
      bench: 'decision',
      ...{ schools, rounds, atOnce },
      productMilliseconds: medians(product),
      bareMilliseconds: medians(bare),
      ratio: ratioOf(of(product, 'p50'), of(bare, 'p50')),
      ratioP99: ratioOf(of(product, 'p99'), of(bare, 'p99')),
    };
  });
}

async function versionsOf({ api }: BenchStack, years: readonly Year[]): Promise<ReadonlyMap<Year, number>> {
  const versions = new Map<Year, number>();
  await pMap(
    years,
    async (year) => {
      const path = `/school-years/${measuredYear}/${year.school}`;
      versions.set(year, (await api.request<{ readonly version: number }>(path, { as: analyst })).version);
    },
    { concurrency: atOnce },
  );
  return versions;
}

async function approve(
  { api }: BenchStack,
  kind: Kind,
  { school, handle }: Year,
  expectedVersion: number,
): Promise<void> {
  if (kind === 'bare') {
    await handle.executeUpdate('approveTarget', { args: [{}], updateId: randomUUID() });
    return;
  }
  const path = `/school-years/${measuredYear}/${school}/decisions/approveTarget`;
  await api.decide(path, analyst, { expectedVersion, body: {} });
}
