import { type Knex } from 'knex';

/** Whether a recall holds this school-year now; a suspension of the nation holds also what is not in the read model yet. */
export async function isSuspended(db: Knex, academicYear: string, urn: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from suspension s
     where s.lifted_at is null and s.academic_year = ?
       and (s.is_national or exists (select 1 from recall_school t where t.recall_id = s.recall_id and t.urn = ?))
     limit 1`,
    [academicYear, urn],
  );
  return rows.length > 0;
}
