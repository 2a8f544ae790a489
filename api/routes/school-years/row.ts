import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { type ApiContext } from '../../context.js';
import { notFound } from '../../problems.js';
import { findSchoolYear, type SchoolYearRow } from '../../../database/school-years/school-years.js';

/** @throws ApiProblem NotFound; only somebody whose reach covers the school gets as far as this. */
export async function schoolYearRow({ db }: ApiContext, academicYear: AcademicYear, urn: Urn): Promise<SchoolYearRow> {
  const row = await findSchoolYear(db, academicYear, urn);
  if (!row) throw notFound('school-year of this school');
  return row;
}
