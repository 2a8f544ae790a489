import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { type ApiContext } from '../../context.js';
import { type Actor } from '../../../domain/process/actor.js';
import { sightOf, type Sight } from '../../../domain/school-year/sight.js';
import { regionCodes } from '../../../domain/shared/phase.js';
import { notFound } from '../../problems.js';
import { findSchoolYear, type ReadSchoolYear } from '../../../database/school-years/school-years.js';

/** @throws ApiProblem NotFound; only somebody whose reach covers the school gets as far as this. */
export async function schoolYearRow({ db }: ApiContext, academicYear: AcademicYear, urn: Urn): Promise<ReadSchoolYear> {
  const row = await findSchoolYear(db, academicYear, urn);
  if (!row) throw notFound('school-year of this school');
  return row;
}

/** What somebody may see of a school-year as its row has it. */
export function sightOfRow(actor: Actor, row: ReadSchoolYear): Sight {
  const regionCode = regionCodes.find((code) => code === row.region_code);
  return sightOf(actor, {
    place: { urn: row.urn, ...(regionCode && { regionCode }) },
    stage: row.stage,
    ...(row.report_version !== null && { reportVersion: row.report_version }),
    ...(row.live_version !== null && { liveVersion: row.live_version }),
    ...(row.held_version !== null && { heldVersion: row.held_version }),
  });
}
