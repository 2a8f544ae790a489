import { addDays, type DateWindow } from './dates.js';
import { daysBetween } from './school-calendar.js';

/** The days of all windows, in order and each once: windows that overlap or touch are one, and one that ends before it begins is none. */
export function joinedWindows(windows: readonly DateWindow[]): readonly DateWindow[] {
  const inOrder = windows.filter(({ from, to }) => from <= to).sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined: DateWindow[] = [];
  for (const { from, to } of inOrder) {
    const last = joined.at(-1);
    if (!last || from > addDays(last.to, 1)) joined.push({ from, to });
    else if (to > last.to) joined[joined.length - 1] = { from: last.from, to };
  }
  return joined;
}

export function haveSameDays(some: readonly DateWindow[], others: readonly DateWindow[]): boolean {
  const [a, b] = [joinedWindows(some), joinedWindows(others)];
  return a.length === b.length && a.every(({ from, to }, index) => from === b[index]?.from && to === b[index].to);
}

/**
 * The date `days` after `from`, `yyyy-mm-dd`, when the days of the windows do not count: it moves by those that lie between `from` and
 * itself, ends included, so it is none of them.
 */
export function dateAfter(from: string, days: number, uncounted: readonly DateWindow[]): string {
  let date = addDays(from, days);
  for (const window of joinedWindows(uncounted)) {
    if (window.to < from) continue;
    if (window.from > date) break;
    date = addDays(date, daysBetween(window.from < from ? from : window.from, window.to) + 1);
  }
  return date;
}
