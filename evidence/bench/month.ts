import { monthsOfYear } from '../stack/school-year.js';
import { onBenchStack, type Kind, type Year } from './bench-stack.js';
import { inPairs, medianTimed, ratioOf, rounded, timed, type Timed } from './pairs.js';
import { agreeAll, approveAll, reportToAll, startAll } from './steps.js';

export interface MonthWanted {
  readonly schools: number;
  readonly rounds: number;
  /** School-years that the worker keeps in memory; without it, the product's own default. */
  readonly cache?: number;
}

/** A month's return for open school-years until every one has judged it, against signals to as many bare workflows. */
export function monthBench({ schools, rounds, cache }: MonthWanted): Promise<object> {
  return onBenchStack({ name: 'month', ...(cache !== undefined && { cache }) }, async (stack) => {
    const urns = await stack.schools(schools);
    const open: Readonly<Record<Kind, readonly Year[]>> = {
      product: await startAll(stack, 'product', urns),
      bare: await startAll(stack, 'bare', urns),
    };
    for (const years of Object.values(open)) {
      await approveAll(years);
      await agreeAll(years);
    }
    const months = monthsOfYear();
    const next = { product: 0, bare: 0 };
    const { product, bare } = await inPairs(rounds, (kind): Promise<Timed> => {
      const position = next[kind]++;
      const month = months[position];
      if (!month) throw new RangeError(`A year has ${months.length} months, so there cannot be more rounds.`);
      return timed(stack, () => reportToAll(open[kind], month, position + 1));
    });
    const seconds = (rows: readonly Timed[]): readonly number[] => rows.map((row) => row.seconds);
    const typical = medianTimed(product);
    return {
      bench: 'month',
      ...{ schools, rounds, cache: cache ?? 'default' },
      product: typical,
      bare: medianTimed(bare),
      schoolsPerSecond: rounded(schools / typical.seconds),
      workerCpuMillisecondsPerSchool: rounded((1_000 * (typical.cpuSeconds['worker'] ?? 0)) / schools),
      ratio: ratioOf(seconds(product), seconds(bare)),
    };
  });
}
