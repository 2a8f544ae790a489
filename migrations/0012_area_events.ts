import { type Knex } from 'knex';

/** Events that were opened at every school of an area. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table area_event (
      academic_year text not null,
      event_id text not null,
      region_code text not null,
      event jsonb not null,
      signalled integer not null,
      ended_on date,
      is_revoked boolean not null,
      primary key (academic_year, event_id)
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table area_event');
}
