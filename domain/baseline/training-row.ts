import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type Terms } from './model.js';

/** One school and target year; deviations in percentage points of absence from the national rate of the year they belong to. */
export interface TrainingRow {
  readonly urn: string;
  readonly phase: AbsencePhase;
  readonly targetYear: AcademicYear;
  readonly enrolments: number;
  readonly targetDeviation: number;
  readonly terms: Terms;
  readonly nationalLastYear: number;
}
