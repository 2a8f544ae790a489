import { type Knex } from 'knex';

/** The read model of school-years, and the terms that every school of a year shares. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table school_year_view (
      academic_year text not null,
      urn text not null,
      workflow_id text,
      run_id text,
      version integer not null,
      stage text not null,
      status text not null,
      is_paused boolean not null default false,
      reasons jsonb not null default '[]',
      report_version integer,
      floor_attendance_percent double precision,
      floor_set_by text,
      improvement_points double precision,
      is_waiting_for_second_person boolean not null default false,
      referral_state text,
      pathway text,
      outcome text,
      rung text,
      absence_rises jsonb not null default '[]',
      month_warnings jsonb not null default '[]',
      confirmed_months jsonb not null default '[]',
      rates jsonb,
      challenge jsonb,
      pending_override jsonb,
      applied_override jsonb,
      held_version integer,
      corrections jsonb not null default '[]',
      months jsonb not null default '[]',
      shocks jsonb not null default '[]',
      shock_requests jsonb not null default '[]',
      awaits_shock_answer boolean not null default false,
      days_set_aside jsonb not null default '[]',
      name text not null default '',
      la_code text not null default '',
      la_name text not null default '',
      region_code text not null default '',
      phase text not null default '',
      updated_at timestamptz not null,
      primary key (academic_year, urn)
    );
    create index on school_year_view (academic_year, stage, urn);

    create table year_terms (
      academic_year text primary key,
      terms jsonb not null
    );
    comment on table year_terms is
      'As its campaign began with them: the days that a report gives to answer, and the calendar they are counted on.';
  `);
  await db.raw(comments);
}

const comments = `
    comment on column school_year_view.confirmed_months is
      'Months with few possible sessions that a person found right: with the figures, who and why.';
    comment on column school_year_view.shocks is
      'As they were decided, with evidence and who decided; revoked ones are among them.';
    comment on column school_year_view.held_version is
      'The report version that the school reads while the new draft of an upheld challenge is made.';
    comment on column school_year_view.months is
      'As returned and judged, as of the last record; a month that changes nothing is in the workflow before it is here.';
    comment on column school_year_view.shock_requests is
      'Days that the school asked to have set aside, with the answers; one without an answer waits.';
    comment on column school_year_view.days_set_aside is
      'Windows as they hold: [{"from": "yyyy-mm-dd", "to": "yyyy-mm-dd"}], ends included.';
`;

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table year_terms, school_year_view');
}
