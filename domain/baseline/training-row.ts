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
  /** Whether `older` is a year of its own and not the year before repeated. */
  readonly hasOlder: boolean;
  readonly freeMeals: number;
  readonly nationalLastYear: number;
}

/** A school without a last year: how far its year came out from its similar schools. */
export interface NewSchoolRow {
  readonly phase: AbsencePhase;
  readonly apartFromSimilarPoints: number;
}
