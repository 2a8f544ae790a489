import { type AcademicYear } from '../../domain/shared/academic-year.js';

/** Input of the `monthlyReturn` workflow: one uploaded file of one month. */
export interface MonthlyReturnInput {
  readonly academicYear: AcademicYear;
  readonly uploadId: number;
  readonly importedBy: string;
}

export interface MonthlyReturnProgress {
  readonly stage: 'importing' | 'refused' | 'unchanged' | 'signalling' | 'done';
  readonly batchId?: number;
  readonly rows: number;
  readonly signalled: number;
  readonly errors: number;
}
