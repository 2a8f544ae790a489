import { type AcademicYear } from '../shared/academic-year.js';
import { type Urn } from '../shared/urn.js';

/** Input of the `naming` workflow: a school has changed whether it may be named; the affected school-years are signalled. */
export interface NamingInput {
  readonly academicYear: AcademicYear;
  readonly urn: Urn;
}

export interface NamingProgress {
  readonly stage: 'signalling' | 'done';
  readonly signalled: number;
}
