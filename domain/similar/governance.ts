import { isAcademy } from '../scope/establishment-type.js';
import { type Establishment } from '../scope/types.js';
import { type GovernanceClass, type GovernanceMix } from './types.js';

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
  return trustClass(trustSchools);
}

/** The class of a trust with this many schools, more than one. */
export const trustClass = (trustSchools: number): GovernanceClass =>
  trustSchools <= smallTrustSchools ? 'small-trust' : 'large-trust';

/** A single school, whatever body maintains it, or one of several in a trust; which trust sizes are alike is for the reader to judge. */
const groupOf = (governance: GovernanceClass): string =>
  governance === 'small-trust' || governance === 'large-trust' ? 'trust' : governance;

/** A maintained school and a stand-alone academy each have a governing body of their own; a trust's school shares one. */
function familyOf(governance: GovernanceClass): string {
  const group = groupOf(governance);
  return group === 'maintained' || group === 'stand-alone' ? 'one-school' : group;
}

interface MixLimits {
  readonly minimum: number;
  readonly maximum: number;
  readonly share: number;
}

interface Governed {
  readonly governance: GovernanceClass;
}

interface Mixed<Item> {
  readonly mix: GovernanceMix;
  readonly picked: readonly Item[];
}

/** The nearest `size` with at least `needed` of the school's own among them, nearest first. */
function nearestWith<Item>(candidates: readonly Item[], own: readonly Item[], needed: number, size: number): Item[] {
  const kept = new Set(own.slice(0, needed));
  for (const item of candidates) {
    if (kept.size >= size) break;
    kept.add(item);
  }
  return candidates.filter((item) => kept.has(item));
}

function largestMix<Item>(candidates: readonly Item[], own: readonly Item[], limits: MixLimits): Item[] {
  for (let size = Math.min(limits.maximum, candidates.length); size >= limits.minimum; size -= 1) {
    const needed = Math.ceil(size * limits.share);
    if (own.length >= needed) return nearestWith(candidates, own, needed, size);
  }
  return [];
}

/**
 * Picks the nearest examples of which at least `share` are run as the school is; where they cannot be had, at least `share` with a
 * governing body of their own for a school that has one. `candidates` come nearest first; undefined when the rule cannot be met.
 * A school whose own governance is not known has no rule to meet.
 */
export function withGovernanceMix<Item extends Governed>(
  target: GovernanceClass,
  candidates: readonly Item[],
  limits: MixLimits,
): Mixed<Item> | undefined {
  if (candidates.length < limits.minimum) return undefined;
  if (target === 'unknown') return { mix: 'own-class', picked: candidates.slice(0, limits.maximum) };
  const alikeBy = (of: (governance: GovernanceClass) => string): Item[] =>
    largestMix(
      candidates,
      candidates.filter(({ governance }) => of(governance) === of(target)),
      limits,
    );
  const ownClass = alikeBy(groupOf);
  if (ownClass.length > 0) return { mix: 'own-class', picked: ownClass };
  const ownFamily = alikeBy(familyOf);
  return ownFamily.length > 0 ? { mix: 'own-family', picked: ownFamily } : undefined;
}

/**
 * What is shown when no mix can be had even at the widest cap: as many as there are of the school's own, then the nearest, and each of
 * the others says why. A stand-alone academy is shown nothing instead: it must never see only schools of trusts.
 */
export function withoutGovernanceMix<Item extends Governed>(
  target: GovernanceClass,
  candidates: readonly Item[],
  limits: MixLimits,
): Mixed<Item> | undefined {
  if (target === 'stand-alone' || candidates.length < limits.minimum) return undefined;
  const own = candidates.filter(({ governance }) => familyOf(governance) === familyOf(target));
  return { mix: 'fewer', picked: nearestWith(candidates, own, own.length, limits.maximum) };
}
