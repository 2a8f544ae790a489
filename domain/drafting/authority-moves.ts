import { shiftYear } from '../shared/academic-year.js';
import { type CampaignFacts } from './campaign-facts.js';

/** From this share of an authority's schools on, a move to another code is a reorganisation and not an error. */
const togetherShare = 0.2;
const fewestSchools = 3;

/**
 * Pairs "from to" of authority codes between the absence file and the register that are not errors: the same code twice, and codes to which
 * many of an authority's schools moved together, as when a county is divided.
 */
export function reorganisations({ targetYear, schools, absence }: CampaignFacts): ReadonlySet<string> {
  const codes = new Map(schools.map(({ urn, laCode }) => [urn, laCode]));
  const earliest = shiftYear(targetYear, -2);
  const moves = new Map<string, Set<string>>();
  const sizes = new Map<string, Set<string>>();
  for (const { urn, laCode, academicYear } of absence) {
    const now = codes.get(urn);
    if (laCode === undefined || now === undefined || academicYear < earliest) continue;
    add(sizes, laCode, urn);
    add(moves, `${laCode} ${now}`, urn);
  }
  const together = [...moves].filter(([pair, urns]) => {
    const [from = '', to] = pair.split(' ');
    const size = sizes.get(from)?.size ?? 0;
    return from === to || (urns.size >= fewestSchools && urns.size >= togetherShare * size);
  });
  return new Set(together.map(([pair]) => pair));
}

/**
 * Authority codes that the schools of each code had in the absence files of the last years, other than their own: where an authority was
 * divided or renamed, the code that it had before. Codes of single schools that moved are left out.
 */
export function formerCodes(facts: CampaignFacts): ReadonlyMap<string, readonly string[]> {
  const former = new Map<string, string[]>();
  for (const pair of [...reorganisations(facts)].sort()) {
    const [from = '', to = ''] = pair.split(' ');
    if (from !== to) former.set(to, [...(former.get(to) ?? []), from]);
  }
  return former;
}

function add(sets: Map<string, Set<string>>, key: string, urn: string): void {
  const held = sets.get(key);
  if (held === undefined) sets.set(key, new Set([urn]));
  else held.add(urn);
}
