import { type Knex } from 'knex';

/** The learning report of each closed year, as data and as text. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table learning_report (
      academic_year text primary key,
      report jsonb not null,
      text text not null,
      made_at timestamptz not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table learning_report');
}
