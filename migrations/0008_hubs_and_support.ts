import { type Knex } from 'knex';

/** The read model of hubs and of the support that schools get from them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table support_view (
      academic_year text not null,
      urn text not null,
      workflow_id text not null,
      run_id text,
      version integer not null,
      stage text not null,
      pathway text not null,
      hub_id text,
      waiting_reason text,
      why jsonb not null default '[]',
      milestones jsonb not null default '[]',
      days_used double precision not null default 0,
      need_points double precision,
      waiting_since timestamptz,
      due_on date,
      overdue jsonb not null default '[]',
      outcome text,
      carries jsonb,
      updated_at timestamptz not null,
      primary key (academic_year, urn)
    );
    create index on support_view (academic_year, pathway, stage);

    create table hub_view (
      academic_year text not null,
      hub_id text not null,
      workflow_id text not null,
      version integer not null,
      enhanced_places integer not null,
      enhanced_taken integer not null,
      regional_places integer not null,
      regional_taken integer not null,
      is_open boolean not null,
      updated_at timestamptz not null,
      primary key (academic_year, hub_id)
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table hub_view, support_view');
}
