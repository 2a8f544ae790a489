import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';

/** The key of most rows: one school in one academic year. */
export interface SchoolOfYear {
  readonly academicYear: AcademicYear;
  readonly urn: Urn;
}
