import { type Knex } from 'knex';

/** The days that shocks set aside, so that what is judged again outside the workflow is judged without them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table school_year_view add column days_set_aside jsonb not null default '[]';
    comment on column school_year_view.days_set_aside is
      'Windows as they hold: [{"from": "yyyy-mm-dd", "to": "yyyy-mm-dd"}], ends included.';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table school_year_view drop column days_set_aside');
}
