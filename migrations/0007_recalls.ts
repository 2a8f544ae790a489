import { type Knex } from 'knex';

/** Recalls, the schools in them, and what is suspended now. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table recall_view (
      recall_id text primary key,
      academic_year text not null,
      workflow_id text not null,
      version integer not null,
      purpose text not null,
      scope jsonb not null,
      reason text not null,
      stage text not null,
      proposed_by text not null,
      confirmed_by text,
      touched integer not null,
      redrafts jsonb,
      problems jsonb not null default '[]',
      updated_at timestamptz not null
    );

    create table recall_school (
      recall_id text not null,
      academic_year text not null,
      urn text not null,
      stage_before text not null,
      report_version_before integer,
      is_open boolean not null default true,
      outcome text,
      primary key (recall_id, urn)
    );
    create index on recall_school (academic_year, urn);

    create table suspension (
      recall_id text primary key,
      academic_year text not null,
      is_national boolean not null,
      suspended_at timestamptz not null,
      lifted_at timestamptz
    );

    create view suspended_school_year as
      select v.academic_year, v.urn
      from school_year_view v
      where exists (
        select 1 from suspension s
        where s.lifted_at is null and s.academic_year = v.academic_year
          and (s.is_national or exists (
            select 1 from recall_school t where t.recall_id = s.recall_id and t.urn = v.urn
          ))
      );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop view suspended_school_year;
    drop table suspension, recall_school, recall_view;
  `);
}
