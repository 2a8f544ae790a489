/**
 * The year groups that a school teaches, by name where there is one, else by its ages such as `7 to 16`. `unknown`: the register does not say.
 * Only ages of compulsory schooling count, as in the absence statistics: a nursery class or a sixth form makes no other kind of school.
 */
export type YearGroups = string;

export const unknownYearGroups: YearGroups = 'unknown';

interface Kind {
  readonly name: YearGroups;
  /** Ages of the pupils whose absence counts, from the birthday of the youngest to that of the oldest. */
  readonly ages: readonly [number, number];
  /** Bounds of the statutory lowest and highest age, both included. */
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
}

/** Registers write ages a year apart for the same year groups (an infant school ends at 7 or 8), so each kind has bounds. Our own reading. */
const kinds: readonly Kind[] = [
  { name: 'infant', ages: [5, 7], low: [0, 6], high: [5, 8] },
  { name: 'first', ages: [5, 9], low: [0, 6], high: [9, 10] },
  { name: 'infant and junior', ages: [5, 11], low: [0, 6], high: [11, 12] },
  { name: 'junior', ages: [7, 11], low: [7, 7], high: [10, 12] },
  { name: 'junior', ages: [7, 11], low: [8, 8], high: [10, 11] },
  { name: 'middle', ages: [9, 13], low: [8, 8], high: [12, 14] },
  { name: 'middle', ages: [9, 13], low: [9, 10], high: [12, 14] },
  { name: 'lower secondary', ages: [11, 14], low: [11, 12], high: [13, 14] },
  { name: 'secondary', ages: [11, 16], low: [11, 12], high: [15, 25] },
  { name: 'upper', ages: [13, 16], low: [13, 13], high: [15, 25] },
  { name: 'from 14', ages: [14, 16], low: [14, 14], high: [15, 25] },
  { name: 'all-through', ages: [5, 16], low: [0, 6], high: [15, 25] },
];

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;

/** @param lowAge @param highAge statutory ages of the register, in years; undefined where it does not say. */
export function yearGroupsOf(lowAge: number | undefined, highAge: number | undefined): YearGroups {
  if (lowAge === undefined || highAge === undefined || lowAge >= highAge || highAge < 5 || highAge > 25)
    return unknownYearGroups;
  const kind = kinds.find(({ low, high }) => isWithin(lowAge, low) && isWithin(highAge, high));
  return kind?.name ?? `${lowAge} to ${Math.min(highAge, 16)}`;
}

/** The ages that a name means; undefined where it is not known. */
function agesOf(groups: YearGroups): readonly [number, number] | undefined {
  const kind = kinds.find(({ name }) => name === groups);
  if (kind) return kind.ages;
  const [, low, high] = /^(\d+) to (\d+)$/.exec(groups) ?? [];
  return low === undefined || high === undefined ? undefined : [Number(low), Number(high)];
}

/** Whether two schools teach a year group in common; never where either is not known. An infant and a junior school have none. */
export function shareYearGroups(some: YearGroups, others: YearGroups): boolean {
  const [a, b] = [agesOf(some), agesOf(others)];
  return a !== undefined && b !== undefined && Math.max(a[0], b[0]) < Math.min(a[1], b[1]);
}
