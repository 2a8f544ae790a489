import { type ComparableSchool } from './types.js';

/**
 * Hard rules: what two schools must share before any distance is taken. Source: dossier §9 row 3.
 * The register's phase and not the group of the statistics: an all-through school has primary pupils, so beside a secondary it only seems better.
 */
const sharedTraits: readonly ((school: ComparableSchool) => string)[] = [
  (school) => school.phase,
  (school) => `selective ${school.isSelective ?? 'unknown'}`,
  (school) => `area ${school.areaSelectivity}`,
  (school) => school.gender,
  (school) => school.regionCode,
];

/** Two schools are of one kind when their keys are equal. */
export const kindOf = (school: ComparableSchool): string => sharedTraits.map((trait) => trait(school)).join(' · ');

/** Candidates by kind, so that a target meets only those it may be compared with. */
export type KindIndex = ReadonlyMap<string, readonly ComparableSchool[]>;

export function kindIndex(candidates: Iterable<ComparableSchool>): KindIndex {
  const index = new Map<string, ComparableSchool[]>();
  for (const candidate of candidates) {
    const key = kindOf(candidate);
    const known = index.get(key);
    if (known === undefined) index.set(key, [candidate]);
    else known.push(candidate);
  }
  return index;
}
