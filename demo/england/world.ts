import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { absenceYears, type AbsenceYear } from './absence-years.js';
import { type Outline, outlines } from './composition.js';
import { type Establishment } from './establishment.js';
import { type Authority, chooseAuthority, geography, type Geography } from './geography.js';
import { type Link, lineage } from './lineage.js';
import { randomStream } from './random.js';
import { makeSchool, type School } from './school.js';
import { schoolNumbers } from './school-numbers.js';
import { type Trust, trustsOf } from './trusts.js';

/** Everything the files are written from. */
export interface World {
  readonly seed: number;
  readonly latestYear: AcademicYear;
  readonly schools: readonly School[];
  readonly establishments: readonly Establishment[];
  readonly links: readonly Link[];
  /** By URN. */
  readonly trusts: ReadonlyMap<string, Trust>;
  /** Four-digit number within the authority, by URN. */
  readonly schoolNumbers: ReadonlyMap<string, string>;
  readonly absence: readonly AbsenceYear[];
}

/** The first ordinary school of the right kind in its region goes to the region's authority of one school. */
function singleFor(outline: Outline, singles: readonly Authority[], taken: Set<string>): Authority | undefined {
  if (outline.story !== 'unchanged') return undefined;
  const wanted = outline.regionCode === 'H' ? 'primary' : 'secondary';
  const single = singles.find((one) => one.regionCode === outline.regionCode && !taken.has(one.code));
  if (single === undefined || outline.kind !== wanted) return undefined;
  taken.add(single.code);
  return single;
}

function schoolsOf(all: readonly Outline[], places: Geography, seed: number): School[] {
  const taken = new Set<string>();
  return all.map((outline) => {
    const share = randomStream(seed, 'authority of', outline.index).uniform();
    const authority =
      singleFor(outline, places.singles, taken) ?? chooseAuthority(places.authorities, outline.regionCode, share);
    return makeSchool(outline, authority, seed);
  });
}

/** The whole invented England in memory; the same arguments give the same England. */
export function makeWorld(setting: {
  readonly schools: number;
  readonly seed: number;
  readonly latestYear: AcademicYear;
}): World {
  const { seed, latestYear } = setting;
  const schools = schoolsOf(outlines(setting.schools, seed), geography(setting.schools, seed), seed);
  const { establishments, links } = lineage(schools, latestYear, seed);
  return {
    seed,
    latestYear,
    schools,
    establishments,
    links,
    trusts: trustsOf(establishments, seed),
    schoolNumbers: schoolNumbers(establishments),
    absence: absenceYears(establishments, seed),
  };
}
