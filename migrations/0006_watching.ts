import { type Knex } from 'knex';

/** What is watched beside the status: rises of severe and persistent absence, and both rates where days are set aside. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table school_year_view add column absence_rises jsonb not null default '[]';
    alter table school_year_view add column rates jsonb;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table school_year_view drop column rates, drop column absence_rises');
}
