import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { academicYear, type AcademicYear, shiftYear, yearInWords } from '../../domain/shared/academic-year.js';
import { areaSums } from './area-sums.js';
import { type WrittenFile } from './csv-file.js';
import { writeAreaAbsence } from './files/area-absence.js';
import { writeCensus } from './files/census.js';
import { writeLinks, writeRegister } from './files/register.js';
import { writeSchoolAbsence } from './files/school-absence.js';
import { writeSimilarSchoolsContext } from './files/similar-schools-context.js';
import { writeYearToDate, yearToDateFileName } from './files/year-to-date.js';
import { type HubCandidate, inventedHubs, writeHubs } from './hubs.js';
import { makeWorld, type World } from './world.js';

const fewestSchools = 60;
const mostSchools = 24_000;

export interface EnglandSetting {
  /** Schools to invent, 60 to 24,000, closed and proposed ones included; numbers they had before come on top. */
  readonly schools: number;
  readonly seed: number;
  /** Made if missing; files of the same names in it are replaced. */
  readonly folder: string;
  /** Latest year with published absence, 2023/24 unless said otherwise. */
  readonly latestYear?: AcademicYear;
}

export interface EnglandSummary {
  readonly folder: string;
  readonly latestYear: AcademicYear;
  readonly schools: number;
  /** Rows of the register: the schools and the numbers that some of them had before. */
  readonly establishments: number;
  readonly authorities: number;
  readonly hubs: number;
  readonly files: readonly WrittenFile[];
}

const readme = (world: World): string => `An invented England
===================

Every school, authority, trust, place and figure in this folder was invented by a program. None is real, and any likeness is chance.
Numbers of schools begin at 900000, where the real register has none.

Schools: ${world.schools.length}. Seed: ${world.seed}. Latest year with absence: ${yearInWords(world.latestYear)}. The same two numbers give the same files.

The files have the names and columns of those that the Department for Education publishes, so that they can be imported in the same way.
Shapes, spreads and correlations follow published national statistics (Open Government Licence v3.0); no published row is in them.
`;

/** Open mainstream schools by their current numbers, any of which could lead a hub. */
function possibleLeads(world: World): HubCandidate[] {
  return world.establishments
    .filter(({ status, school }) => status === '1' && school.absencePhase !== undefined)
    .map(({ urn, name, school }) => {
      const { regionCode, phase, easting, northing } = school;
      return { urn, name, regionCode, phase, easting, northing };
    });
}

/**
 * Writes an invented England into the folder, in the department's own files: register, links, three years of absence, census, context,
 * year-to-date attendance, and the product's `hubs.csv`. The same setting gives the same bytes.
 * @throws RangeError when the number of schools is not a whole number from 60 to 24,000, or the seed is not a whole number.
 */
export async function generateEngland(setting: EnglandSetting): Promise<EnglandSummary> {
  const { schools, seed, folder, latestYear = academicYear('202324') } = setting;
  if (!Number.isInteger(schools) || schools < fewestSchools || schools > mostSchools) {
    throw new RangeError(
      `An invented England has ${fewestSchools} to ${mostSchools} schools, not ${schools}; choose a whole number between them.`,
    );
  }
  if (!Number.isInteger(seed)) throw new RangeError(`The seed of an invented England is a whole number, not ${seed}.`);
  const world = makeWorld({ schools, seed, latestYear });
  const sums = areaSums(world.absence);
  const hubs = inventedHubs(possibleLeads(world), { seed, academicYear: shiftYear(latestYear, 1) });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'README.txt'), readme(world));
  const files = [
    await writeRegister(world, join(folder, 'edubasealldata.csv')),
    await writeLinks(world, join(folder, 'links_edubasealldata.csv')),
    await writeSchoolAbsence(world, join(folder, '1a_absence_3term_school.csv')),
    await writeAreaAbsence(world, sums, join(folder, '1_absence_3term_nat_reg_la.csv')),
    await writeCensus(world, join(folder, 'england_census.csv')),
    await writeSimilarSchoolsContext(world, join(folder, 'similar_schools_context.csv')),
    await writeHubs(hubs, join(folder, 'hubs.csv')),
    await writeYearToDate(world, sums, join(folder, yearToDateFileName(world))),
  ];
  const authorities = new Set(world.schools.map((school) => school.authority.code)).size;
  return {
    folder,
    latestYear,
    schools,
    establishments: world.establishments.length,
    authorities,
    hubs: hubs.length,
    files,
  };
}
