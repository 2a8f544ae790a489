import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Establishment } from './establishment.js';
import { alone, familyOf, type Family, olderFamily } from './families.js';
import { type RandomStream, randomStream } from './random.js';
import { type School } from './school.js';

export interface Link {
  readonly urn: string;
  readonly linkUrn: string;
  readonly linkName: string;
  readonly linkType: string;
  /** `yyyy-mm-dd`; often not recorded. */
  readonly establishedOn?: string;
}

export interface Lineage {
  readonly establishments: readonly Establishment[];
  readonly links: readonly Link[];
}

/** Both directions of every pair; one in thirty pairs is recorded on one side only and a third have no date, as in the register. */
function linksOf(family: Family, stream: RandomStream): Link[] {
  const links: Link[] = [];
  for (const successor of family.successors) {
    for (const predecessor of family.predecessors) {
      const date = stream.uniform() < 0.67 ? { establishedOn: family.change.on } : {};
      const isOneSided = stream.uniform() < 0.033;
      links.push({
        urn: successor.urn,
        linkUrn: predecessor.urn,
        linkName: predecessor.name,
        linkType: family.backward,
        ...date,
      });
      if (isOneSided) continue;
      links.push({
        urn: predecessor.urn,
        linkUrn: successor.urn,
        linkName: successor.name,
        linkType: family.forward,
        ...date,
      });
    }
  }
  return links;
}

/** For each school that splits, a school without a story in the same authority, which becomes the other half. */
function companions(schools: readonly School[]): Map<number, School> {
  const free = new Map<string, School[]>();
  const placeOf = (school: School): string => `${school.authority.code}/${school.kind}`;
  for (const school of schools) {
    if (school.story !== 'unchanged') continue;
    const others = free.get(placeOf(school));
    if (others === undefined) free.set(placeOf(school), [school]);
    else others.push(school);
  }
  const found = new Map<number, School>();
  for (const school of schools) {
    const other = school.story === 'split' ? free.get(placeOf(school))?.shift() : undefined;
    if (other !== undefined) found.set(school.index, other);
  }
  return found;
}

/** Every number of the register, by number, and the links between them. */
export function lineage(schools: readonly School[], latestYear: AcademicYear, seed: number): Lineage {
  const halves = companions(schools);
  const taken = new Set([...halves.values()].map((school) => school.index));
  const establishments: Establishment[] = [];
  const links: Link[] = [];
  for (const school of schools) {
    if (taken.has(school.index)) continue;
    const stream = randomStream(seed, 'lineage', school.index);
    const family = familyOf(school, halves.get(school.index), { latestYear, stream });
    if (family === undefined) {
      establishments.push(alone(school, latestYear, stream));
      continue;
    }
    const older = school.story === 'converter' ? olderFamily(family, stream) : undefined;
    const families = older === undefined ? [family] : [older, family];
    establishments.push(...(older?.predecessors ?? []), ...family.predecessors, ...family.successors);
    links.push(...families.flatMap((one) => linksOf(one, stream)));
  }
  establishments.sort((one, other) => Number(one.urn) - Number(other.urn));
  links.sort((one, other) => Number(one.urn) - Number(other.urn) || Number(one.linkUrn) - Number(other.linkUrn));
  return { establishments, links };
}
