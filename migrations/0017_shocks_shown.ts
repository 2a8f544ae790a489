import { type Knex } from 'knex';

/** The local shocks of a school-year and what its school asked for, so that people see what they decide on. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table school_year_view
      add column shocks jsonb not null default '[]',
      add column shock_requests jsonb not null default '[]',
      add column awaits_shock_answer boolean not null default false;
    comment on column school_year_view.shocks is
      'As they were decided, with evidence and who decided; revoked ones are among them.';
    comment on column school_year_view.shock_requests is
      'Days that the school asked to have set aside, with the answers; one without an answer waits.';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    alter table school_year_view drop column shocks, drop column shock_requests, drop column awaits_shock_answer
  `);
}
