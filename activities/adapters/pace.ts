import { setTimeout as pause } from 'node:timers/promises';

/** Acts on each item, a few at a time and at a limited rate; reports after each few how many are done. */
export async function inPace<Item>(
  items: readonly Item[],
  perSecond: number,
  act: (item: Item) => Promise<void>,
  done: (count: number) => void,
): Promise<void> {
  const chunk = Math.max(1, Math.min(16, perSecond));
  for (let start = 0; start < items.length; start += chunk) {
    const began = Date.now();
    await Promise.all(items.slice(start, start + chunk).map(act));
    done(Math.min(start + chunk, items.length));
    await pause(Math.max(0, (chunk * 1000) / perSecond - (Date.now() - began)));
  }
}
