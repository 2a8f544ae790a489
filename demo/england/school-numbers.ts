import { type Kind } from './composition.js';
import { type Establishment } from './establishment.js';

/** Where the register's school numbers of a kind begin; ranges as the register uses them. */
const firstNumbers: Readonly<Record<Kind, number>> = {
  primary: 2000,
  'middle-deemed-primary': 2000,
  secondary: 4000,
  'middle-deemed-secondary': 4000,
  'all-through': 4000,
  special: 7000,
  'pupil-referral-unit': 1100,
  nursery: 1000,
  'sixteen-plus': 8000,
  independent: 6000,
};

/** Nursery schools have a hundred numbers before those of referral units begin. */
const nurseryNumbers = 100;

/**
 * Four-digit number of each establishment within its authority, by URN. A converter nearly always keeps the number of the school it was.
 * Authority and number together are the LAESTAB, which two establishments share only when one follows the other.
 */
export function schoolNumbers(establishments: readonly Establishment[]): Map<string, string> {
  const next = new Map<string, number>();
  const numbers = new Map<string, string>();
  const kept: Establishment[] = [];
  for (const establishment of establishments) {
    const { school, keepsNumberOf, urn } = establishment;
    if (keepsNumberOf !== undefined) {
      kept.push(establishment);
      continue;
    }
    const first = firstNumbers[school.kind];
    const key = `${school.authority.code}/${first}`;
    const used = next.get(key) ?? 0;
    next.set(key, used + 1);
    const overflow = school.kind === 'nursery' && used >= nurseryNumbers ? 800 : 0;
    numbers.set(urn, String(first + used + overflow));
  }
  for (const { urn, keepsNumberOf } of kept) numbers.set(urn, numbers.get(keepsNumberOf ?? '') ?? '');
  return numbers;
}
