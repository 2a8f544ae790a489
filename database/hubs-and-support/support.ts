import { type Database } from '../database.js';
import { type CarriedSupport } from '../../domain/support/messages.js';
import { type OverdueMilestone } from '../../domain/support/support-view.js';

export interface SupportRow {
  readonly academic_year: string;
  readonly urn: string;
  readonly workflow_id: string;
  readonly version: number;
  readonly stage: string;
  readonly pathway: string;
  readonly hub_id: string | null;
  readonly waiting_reason: string | null;
  readonly why: readonly string[];
  readonly milestones: readonly unknown[];
  readonly days_used: number;
  /** `yyyy-mm-dd` */
  readonly due_on: string | null;
  readonly overdue: readonly OverdueMilestone[];
  readonly waiting_since: Date | null;
  readonly outcome: string | null;
  readonly updated_at: Date;
}

export const findSupport = (db: Database, academicYear: string, urn: string): Promise<SupportRow | undefined> =>
  db('support_view')
    .where({ academic_year: academicYear, urn })
    .first<SupportRow | undefined>('*', db.raw(`to_char(due_on, 'YYYY-MM-DD') as due_on`))
    .then((row) => row);

/** Supports of a year that go on in the next, of these schools, by URN. */
export async function carriedSupports(
  db: Database,
  academicYear: string,
  urns: readonly string[],
): Promise<ReadonlyMap<string, CarriedSupport>> {
  const rows = await db('support_view')
    .where({ academic_year: academicYear })
    .whereIn('urn', urns)
    .whereNotNull('carries')
    .select<{ urn: string; carries: CarriedSupport }[]>('urn', 'carries');
  return new Map(rows.map(({ urn, carries }) => [urn, carries]));
}
