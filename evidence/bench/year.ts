import { monthsOfYear } from '../stack/school-year.js';
import { onBenchStack } from './bench-stack.js';
import { inPairs, medianTimed, ratioOf, timed, type Timed } from './pairs.js';
import { agreeAll, approveAll, endAll, reportToAll, startAll } from './steps.js';

/** Whole school-years from start to close: 11 months each handled alone and two decisions, against bare workflows. */
export function yearBench({ schools, rounds }: { readonly schools: number; readonly rounds: number }): Promise<object> {
  return onBenchStack({ name: 'year' }, async (stack) => {
    const { product, bare } = await inPairs(rounds, async (kind): Promise<Timed> => {
      const urns = await stack.schools(schools);
      return timed(stack, async () => {
        const years = await startAll(stack, kind, urns);
        await approveAll(years);
        await agreeAll(years);
        for (const [position, month] of monthsOfYear().entries()) await reportToAll(years, month, position + 1);
        await endAll(years);
      });
    });
    const seconds = (rows: readonly Timed[]): readonly number[] => rows.map((row) => row.seconds);
    return {
      bench: 'year',
      schools,
      rounds,
      product: medianTimed(product),
      bare: medianTimed(bare),
      ratio: ratioOf(seconds(product), seconds(bare)),
    };
  });
}
