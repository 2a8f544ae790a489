import { type Knex } from 'knex';

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
export const listRecalls = (db: Knex, academicYear: string): Promise<RecallRow[]> =>
  db('recall_view').where({ academic_year: academicYear }).orderBy('updated_at', 'desc').select<RecallRow[]>('*');

export const findRecall = (db: Knex, recallId: string): Promise<RecallRow | undefined> =>
  db('recall_view')
    .where({ recall_id: recallId })
    .first<RecallRow | undefined>('*')
    .then((row) => row);

export interface TouchedRow {
  readonly urn: string;
  readonly stage_before: string;
  readonly report_version_before: number | null;
  readonly outcome: string | null;
}

/** The schools that a recall touches, in the order of their URNs; one more than `limit`. */
export const listTouched = (
  db: Knex,
  recallId: string,
  page: { readonly afterUrn: string; readonly limit: number },
): Promise<TouchedRow[]> =>
  db('recall_school')
    .where({ recall_id: recallId })
    .andWhere('urn', '>', page.afterUrn)
    .orderBy('urn')
    .limit(page.limit + 1)
    .select<TouchedRow[]>('urn', 'stage_before', 'report_version_before', 'outcome');
