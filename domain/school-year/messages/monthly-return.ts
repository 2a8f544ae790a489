import { type AcademicYear } from '../../shared/academic-year.js';
import { type YearTerms } from './input.js';

/** The dates and the season by which the nation's shift is reckoned. */
export type ShiftTerms = Pick<YearTerms, 'calendar' | 'season'>;

/** Input of the `monthlyReturn` workflow: one uploaded file of one month. */
export interface MonthlyReturnInput {
  readonly academicYear: AcademicYear;
  readonly uploadId: number;
  readonly importedBy: string;
  /** Without them, schools are told their month and not how the nation has shifted. */
  readonly terms?: ShiftTerms;
}

export interface MonthlyReturnProgress {
  readonly stage: 'importing' | 'refused' | 'unchanged' | 'signalling' | 'done';
  readonly batchId?: number;
  readonly rows: number;
  readonly signalled: number;
  readonly errors: number;
}
