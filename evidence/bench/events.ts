import { monthsOfYear } from '../stack/school-year.js';
import { onBenchStack } from './bench-stack.js';
import { goldenYear } from './golden-year-count.js';
import { rounded } from './pairs.js';
import { agreeAll, approveAll, endAll, reportToAll, startAll } from './steps.js';

/** The events of a golden year on the real engine, against the count by hand. */
export function eventsBench(): Promise<object> {
  return onBenchStack({ name: 'events' }, async (stack) => {
    const [year] = await startAll(stack, 'product', await stack.schools(1));
    if (!year) throw new Error('No school-year was started.');
    await approveAll([year]);
    await agreeAll([year]);
    for (const [position, month] of monthsOfYear().entries()) await reportToAll([year], month, position + 1);
    await endAll([year]);
    const { events } = await year.handle.fetchHistory();
    const counted = events?.length ?? 0;
    return { bench: 'events', events: counted, byHand: goldenYear.events, ratio: rounded(counted / goldenYear.events) };
  });
}
