import { type Database, type Table } from './database.js';
import { type RecallInput } from '../domain/recall/messages.js';
import { type RecallView } from '../domain/recall/state.js';

interface SuspensionRow {
  readonly recall_id: string;
  readonly academic_year: string;
  readonly is_national: boolean;
  readonly suspended_at: Date;
  readonly lifted_at: Date | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    suspension: Table<SuspensionRow>;
  }
}

/** From here on no read of a touched school succeeds; a second time changes nothing. */
export async function suspendReads(
  db: Database,
  { recallId, academicYear, scope }: Pick<RecallView, 'recallId' | 'academicYear' | 'scope'>,
): Promise<void> {
  await db('suspension')
    .insert({
      recall_id: recallId,
      academic_year: academicYear,
      is_national: scope.kind === 'nation',
      suspended_at: new Date(),
    })
    .onConflict('recall_id')
    .ignore();
}

/** Reads succeed again, unless another recall still holds the school. */
export async function allowReads(db: Database, { recallId }: Pick<RecallInput, 'recallId'>): Promise<void> {
  await db('suspension').where({ recall_id: recallId, lifted_at: null }).update({ lifted_at: new Date() });
}

/** Whether a recall holds this school-year now; a suspension of the nation holds also what is not in the read model yet. */
export async function isSuspended(db: Database, academicYear: string, urn: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from suspension s
     where s.lifted_at is null and s.academic_year = ?
       and (s.is_national or exists (select 1 from recall_school t where t.recall_id = s.recall_id and t.urn = ?))
     limit 1`,
    [academicYear, urn],
  );
  return rows.length > 0;
}
