import { type Knex } from 'knex';

/** The read model, the audit log, drafts, reports and archived histories. */
export async function up(db: Knex): Promise<void> {
  await db.raw(readModel);
  await db.raw(auditLog);
  await db.raw(drafts);
  await db.raw(archive);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table history_archive, upload, live_report, report, draft_input, model_version, notice, audit_log, hub_view, support_view, school_year_view;
    drop function refuse_change();
  `);
}

const readModel = `
  create table school_year_view (
    academic_year text not null,
    urn text not null,
    workflow_id text,
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
    name text not null default '',
    la_code text not null default '',
    la_name text not null default '',
    region_code text not null default '',
    phase text not null default '',
    updated_at timestamptz not null,
    primary key (academic_year, urn)
  );
  create index on school_year_view (academic_year, stage, urn);

  create table support_view (
    academic_year text not null,
    urn text not null,
    workflow_id text not null,
    version integer not null,
    stage text not null,
    pathway text not null,
    hub_id text,
    waiting_reason text,
    why jsonb not null default '[]',
    milestones jsonb not null default '[]',
    days_used double precision not null default 0,
    due_on date,
    outcome text,
    updated_at timestamptz not null,
    primary key (academic_year, urn)
  );

  create table hub_view (
    academic_year text not null,
    hub_id text not null,
    workflow_id text not null,
    version integer not null,
    enhanced_places integer not null,
    enhanced_taken integer not null,
    regional_places integer not null,
    regional_taken integer not null,
    waiting integer not null,
    is_open boolean not null,
    updated_at timestamptz not null,
    primary key (academic_year, hub_id)
  );
`;

const auditLog = `
  create table audit_log (
    id bigserial primary key,
    workflow_id text not null,
    version integer,
    at timestamptz not null,
    actor_id text,
    actor_role text,
    kind text not null,
    command_id text,
    is_accepted boolean not null,
    note text not null,
    body jsonb not null,
    previous_hash text not null,
    hash text not null
  );
  create unique index audit_log_once on audit_log (workflow_id, version) where version is not null;
  create index on audit_log (workflow_id, id);

  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% keeps what was written; rows are only ever added', tg_table_name;
  end $$;
  create trigger audit_log_is_append_only before update or delete or truncate on audit_log
    for each statement execute function refuse_change();

  create table notice (
    id bigserial primary key,
    workflow_id text not null,
    version integer not null,
    position integer not null,
    recipient text not null,
    about text not null,
    at timestamptz not null,
    unique (workflow_id, version, position)
  );
`;

const drafts = `
  create table model_version (
    version text primary key,
    academic_year text not null,
    model jsonb not null,
    batches jsonb not null,
    fitted_at timestamptz not null
  );

  create table draft_input (
    academic_year text not null,
    urn text not null,
    model_version text not null references model_version (version),
    is_to_start boolean not null,
    input jsonb not null,
    primary key (academic_year, urn)
  );
  create index on draft_input (academic_year, urn) where is_to_start;

  create table report (
    academic_year text not null,
    urn text not null,
    report_version integer not null,
    model_version text not null,
    facts jsonb not null,
    narrative text not null,
    written_by text not null,
    reason text not null,
    created_at timestamptz not null,
    primary key (academic_year, urn, report_version)
  );
  create trigger report_is_immutable before update or delete or truncate on report
    for each statement execute function refuse_change();

  create table live_report (
    academic_year text not null,
    urn text not null,
    report_version integer not null,
    published_at timestamptz not null,
    primary key (academic_year, urn),
    foreign key (academic_year, urn, report_version) references report (academic_year, urn, report_version)
  );

  create table upload (
    id bigserial primary key,
    academic_year text not null,
    file_name text not null,
    sha256 text not null,
    content bytea not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    outcome jsonb
  );
`;

const archive = `
  create table history_archive (
    workflow_id text not null,
    run_id text not null,
    academic_year text not null,
    workflow_type text not null,
    event_count integer not null,
    history bytea not null,
    sha256 text not null,
    build_id text not null,
    archived_at timestamptz not null,
    primary key (workflow_id, run_id)
  );
`;
