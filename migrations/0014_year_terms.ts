import { type Knex } from 'knex';

/**
 * What every school of a year shares, as its campaign began with it: how many days a report says that there are to answer, and the
 * calendar that they are counted on. Years prepared before have no row, and count days of any kind.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table year_terms (
      academic_year text primary key,
      terms jsonb not null
    );
    alter table naming_terms add column counts_school_days boolean not null default false;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table naming_terms drop column counts_school_days; drop table year_terms');
}
