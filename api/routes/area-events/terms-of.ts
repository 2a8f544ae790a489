import { type YearTerms } from '../../../domain/school-year/messages/input.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type ApiContext } from '../../context.js';
import { ApiProblem } from '../../problems.js';

/** @throws ApiProblem UnknownYear */
export function termsOf({ terms }: ApiContext, academicYear: AcademicYear): YearTerms {
  const found = terms(academicYear);
  if (!found) throw new ApiProblem('UnknownYear', 'No calendar and policies are set for this academic year.');
  return found;
}
