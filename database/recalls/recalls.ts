import { type Database } from '../database.js';

export interface RecallRow {
  readonly recall_id: string;
  readonly academic_year: string;
  readonly workflow_id: string;
  readonly version: number;
  readonly purpose: string;
  readonly scope: unknown;
  readonly reason: string;
  readonly stage: string;
  readonly proposed_by: string;
  readonly confirmed_by: string | null;
  readonly touched: number;
  readonly redrafts: { readonly unchanged: number; readonly changed: number; readonly held: number } | null;
  readonly problems: readonly string[];
  readonly updated_at: Date;
}

/** Recalls of a year, the newest first. */
export const listRecalls = (db: Database, academicYear: string): Promise<RecallRow[]> =>
  db('recall_view').where({ academic_year: academicYear }).orderBy('updated_at', 'desc').select<RecallRow[]>('*');

export const findRecall = (db: Database, recallId: string): Promise<RecallRow | undefined> =>
  db('recall_view')
    .where({ recall_id: recallId })
    .first<RecallRow | undefined>('*')
    .then((row) => row);
