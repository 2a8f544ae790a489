import { type Knex } from 'knex';

/** What is open after its due date; a support that has begun shows it from its next transition on. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`alter table support_view add column overdue jsonb not null default '[]'`);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table support_view drop column overdue');
}
