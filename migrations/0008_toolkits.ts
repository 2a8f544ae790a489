import { type Knex } from 'knex';

/** What a school did with the practice that its report offered; offered itself is told by the report. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table toolkit_step (
      academic_year text not null,
      urn text not null,
      toolkit_id text not null,
      toolkit_version integer not null,
      step text not null check (step in ('opened', 'adopted', 'reviewed')),
      at timestamptz not null,
      actor_id text not null,
      note text,
      primary key (academic_year, urn, toolkit_id, step)
    );
    create trigger toolkit_step_is_append_only before update or delete or truncate on toolkit_step
      for each statement execute function refuse_change();
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table toolkit_step');
}
