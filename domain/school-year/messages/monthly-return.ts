import { type AcademicYear } from '../../shared/academic-year.js';
import { type YearTerms } from './input.js';

/** The dates and the season from which the national shift is computed. */
export type ShiftTerms = Pick<YearTerms, 'calendar' | 'season'>;

/** Input of the `monthlyReturn` workflow: one uploaded file of one month. */
export interface MonthlyReturnInput {
  readonly academicYear: AcademicYear;
  readonly uploadId: number;
  readonly importedBy: string;
  /** The campaign of the year has begun, so its calendar's clock says which dates lie ahead. */
  readonly isCampaignRunning?: true;
  /** Without them, schools get their month's figures without the national shift. */
  readonly terms?: ShiftTerms;
}

export interface MonthlyReturnProgress {
  readonly stage: 'importing' | 'refused' | 'unchanged' | 'signalling' | 'done';
  readonly batchId?: number;
  readonly rows: number;
  readonly signalled: number;
  readonly errors: number;
}
