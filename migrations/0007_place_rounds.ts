import { type Knex } from 'knex';

/** What places are given by: need, then waiting time. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table support_view add column need_points double precision;
    alter table support_view add column sought_at timestamptz;
    create index on support_view (academic_year, pathway, stage);
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table support_view drop column sought_at, drop column need_points');
}
