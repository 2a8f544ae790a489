import { type Knex } from 'knex';

/** Files of monthly returns as they were received, and the result of each. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table upload (
      id bigserial primary key,
      academic_year text not null,
      file_name text not null,
      sha256 text not null,
      content bytea not null,
      uploaded_by text not null,
      uploaded_at timestamptz not null,
      outcome jsonb
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table upload');
}
