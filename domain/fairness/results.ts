import { type AcademicYear } from '../shared/academic-year.js';
import { type Dimension } from './groups.js';
import { type Measures } from './measures.js';

/** One group of schools. `measures` are missing where it is too small to be shown. */
export interface GroupResult {
  readonly dimension: Dimension;
  readonly group: string;
  readonly title: string;
  readonly schools: number;
  readonly metSchools?: number;
  readonly measures?: Measures;
  /** Whether the group is large enough to be held to the bounds. */
  readonly isJudged: boolean;
}

export interface YearResult {
  readonly judgedYear: AcademicYear;
  readonly schools: number;
  readonly groups: readonly GroupResult[];
}
