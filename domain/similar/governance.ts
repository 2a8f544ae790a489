import { isAcademy } from '../scope/establishment-type.js';
import { type Establishment } from '../scope/types.js';
import { type GovernanceClass } from './types.js';

/** A trust up to this size has few enough schools to know each by name. Our own bound. */
const smallTrustSchools = 5;

/** @param trustSchools open schools of the school's trust; undefined when the trust is not known. */
export function governanceClass(
  school: Pick<Establishment, 'typeCode' | 'trustFlag'>,
  trustSchools: number | undefined,
): GovernanceClass {
  if (!isAcademy(school.typeCode)) return 'maintained';
  if (school.trustFlag === 'single-academy') return 'stand-alone';
  if (trustSchools === undefined) return school.trustFlag === 'multi-academy' ? 'large-trust' : 'unknown';
  if (trustSchools <= 1) return 'stand-alone';
  return trustSchools <= smallTrustSchools ? 'small-trust' : 'large-trust';
}

export type GovernanceFamily = 'one-school' | 'many-schools' | 'unknown';

/** A maintained school and a stand-alone academy each have a governing body of their own; a trust's school shares one. */
export function governanceFamily(governance: GovernanceClass): GovernanceFamily {
  switch (governance) {
    case 'maintained':
    case 'stand-alone':
      return 'one-school';
    case 'small-trust':
    case 'large-trust':
      return 'many-schools';
    case 'unknown':
      return 'unknown';
  }
}

/**
 * Picks the nearest examples of which at least `share` are of the target's own family, so that a stand-alone academy is never shown
 * only trusts. `candidates` come nearest first; empty when the rule cannot be met with the minimum.
 */
export function withGovernanceMix<Item extends { readonly governance: GovernanceClass }>(
  target: GovernanceClass,
  candidates: readonly Item[],
  limits: { readonly minimum: number; readonly maximum: number; readonly share: number },
): readonly Item[] {
  const family = governanceFamily(target);
  const isOwn = (item: Item): boolean => family === 'unknown' || governanceFamily(item.governance) === family;
  const own = candidates.filter(isOwn);
  for (let size = Math.min(limits.maximum, candidates.length); size >= limits.minimum; size -= 1) {
    const needed = Math.ceil(size * limits.share);
    if (own.length < needed) continue;
    const kept = new Set(own.slice(0, needed));
    for (const item of candidates) {
      if (kept.size >= size) break;
      kept.add(item);
    }
    return candidates.filter((item) => kept.has(item));
  }
  return [];
}
