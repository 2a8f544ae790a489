import { type Knex } from 'knex';
import { appendOnly } from './append-only.js';

/** What a school did with the practice that its report offered; the report says what was offered. */
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
    ${appendOnly('toolkit_step')}
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table toolkit_step');
}
