import { type Knex } from 'knex';

const batchTable = `
create table batch (
  id bigserial primary key,
  kind text not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  byte_count bigint not null,
  row_count integer not null default 0,
  imported_by text not null,
  imported_at timestamptz not null,
  published_on date
);
create index batch_bytes on batch (kind, sha256);
comment on column batch.published_on is 'From the name of the file, or given with the import; null where neither says.';
comment on table batch is 'One imported file. Every fact points to its batch and line; a restated file is a new batch next to the old one.';
`;

const registerTables = `
create table establishment (
  urn text not null,
  batch_id bigint not null references batch (id),
  line integer not null,
  la_code text,
  la_name text,
  establishment_number text,
  laestab text,
  name text not null,
  type_code text not null,
  type_name text,
  type_group_code text,
  status text not null check (status in ('open', 'closed', 'proposed-to-close', 'proposed-to-open')),
  phase text not null check (phase in ('primary', 'middle-deemed-primary', 'secondary', 'middle-deemed-secondary', 'all-through', 'special', 'other')),
  low_age integer,
  high_age integer,
  gender text not null check (gender in ('mixed', 'girls', 'boys', 'unknown')),
  religious_character text,
  admissions_policy text not null check (admissions_policy in ('selective', 'non-selective', 'not-applicable', 'unknown')),
  school_capacity integer,
  number_of_pupils integer,
  trust_flag text not null check (trust_flag in ('none', 'supported-by-trust', 'multi-academy', 'single-academy', 'not-applicable')),
  trust_code text,
  trust_name text,
  region_code text check (region_code in ('A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'K')),
  urban_rural text,
  easting integer,
  northing integer,
  opened_on date,
  closed_on date,
  primary key (urn, batch_id)
);
create view current_establishment as
  select distinct on (urn) * from establishment order by urn, batch_id desc;

create table establishment_link (
  urn text not null,
  link_urn text not null,
  link_type text not null,
  established_on date,
  batch_id bigint not null references batch (id),
  line integer not null,
  primary key (batch_id, line)
);
create index establishment_link_urn on establishment_link (urn);
create view current_establishment_link as
  select * from establishment_link
  where batch_id = (select max(id) from batch where kind = 'links');
`;

const absenceTables = `
create table school_absence (
  academic_year text not null,
  urn text not null,
  phase text not null check (phase in ('primary', 'secondary', 'special')),
  laestab text,
  la_code text,
  enrolments numeric,
  possible_sessions numeric,
  absence_sessions numeric,
  authorised_sessions numeric,
  unauthorised_sessions numeric,
  absence_percent numeric,
  authorised_percent numeric,
  unauthorised_percent numeric,
  persistent_absence_percent numeric,
  severe_absence_percent numeric,
  marks jsonb not null default '{}',
  batch_id bigint not null references batch (id),
  line integer not null,
  primary key (academic_year, urn, phase, batch_id)
);
create index school_absence_urn on school_absence (urn);
comment on column school_absence.marks is 'Cells that hold no number: {"column": {"kind": "suppressed", "raw": "c"}}.';
create view current_school_absence as
  select distinct on (academic_year, urn, phase) * from school_absence order by academic_year, urn, phase, batch_id desc;

create table area_absence (
  academic_year text not null,
  level text not null check (level in ('national', 'regional', 'local-authority')),
  region_ons_code text,
  la_code text,
  la_name text,
  phase text not null check (phase in ('primary', 'secondary', 'special', 'total')),
  absence_percent numeric,
  persistent_absence_percent numeric,
  possible_sessions numeric,
  absence_sessions numeric,
  marks jsonb not null default '{}',
  batch_id bigint not null references batch (id),
  line integer not null,
  primary key (batch_id, line)
);
create view current_area_absence as
  select distinct on (academic_year, level, region_ons_code, la_code, phase) * from area_absence
  order by academic_year, level, region_ons_code, la_code, phase, batch_id desc;

create table attendance_to_date (
  snapshot_date date not null,
  academic_year text not null,
  level text not null check (level in ('national', 'regional', 'local-authority')),
  region_ons_code text,
  la_code text,
  phase text not null check (phase in ('primary', 'secondary', 'special', 'total')),
  possible_sessions bigint,
  absence_sessions bigint,
  persistent_absence_percent numeric,
  marks jsonb not null default '{}',
  batch_id bigint not null references batch (id),
  line integer not null,
  primary key (batch_id, line)
);
create index attendance_to_date_level on attendance_to_date (academic_year, level, phase, snapshot_date);
create view current_attendance_to_date as
  select distinct on (academic_year, snapshot_date, level, region_ons_code, la_code, phase) * from attendance_to_date
  order by academic_year, snapshot_date, level, region_ons_code, la_code, phase, batch_id desc;
`;

const contextTable = `
create table school_context (
  academic_year text not null,
  urn text not null,
  roll numeric,
  free_meals_percent numeric,
  free_meals_ever_six_percent numeric,
  education_health_care_plan_percent numeric,
  special_needs_support_percent numeric,
  english_additional_language_percent numeric,
  idaci numeric,
  polar4_quintile numeric,
  stability_percent numeric,
  marks jsonb not null default '{}',
  batch_id bigint not null references batch (id),
  line integer not null,
  primary key (academic_year, urn, batch_id)
);
create view current_school_context as
  with newest as (
    select distinct on (fact.academic_year, fact.urn, batch.kind) fact.*, batch.kind
    from school_context fact join batch on batch.id = fact.batch_id
    order by fact.academic_year, fact.urn, batch.kind, fact.batch_id desc
  ),
  context as (select * from newest where kind = 'context'),
  census as (select * from newest where kind = 'census')
  select
    academic_year,
    urn,
    coalesce(context.roll, census.roll) as roll,
    coalesce(context.free_meals_percent, census.free_meals_percent) as free_meals_percent,
    coalesce(context.free_meals_ever_six_percent, census.free_meals_ever_six_percent) as free_meals_ever_six_percent,
    coalesce(context.education_health_care_plan_percent, census.education_health_care_plan_percent) as education_health_care_plan_percent,
    coalesce(context.special_needs_support_percent, census.special_needs_support_percent) as special_needs_support_percent,
    coalesce(context.english_additional_language_percent, census.english_additional_language_percent) as english_additional_language_percent,
    coalesce(context.idaci, census.idaci) as idaci,
    coalesce(context.polar4_quintile, census.polar4_quintile) as polar4_quintile,
    coalesce(context.stability_percent, census.stability_percent) as stability_percent,
    coalesce(census.marks, '{}') || coalesce(context.marks, '{}') as marks,
    coalesce(context.batch_id, census.batch_id) as batch_id,
    coalesce(context.line, census.line) as line,
    census.batch_id as census_batch_id,
    census.line as census_line
  from context full join census using (academic_year, urn);
comment on view current_school_context is
  'The newest row of the similar-schools file, its gaps filled from the newest census row of the same year; census_batch_id and census_line say where the filling came from.';
`;

const monthlyReturnTable = `
create sequence monthly_return_revision;
create table monthly_return (
  academic_year text not null,
  urn text not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  possible_sessions integer not null,
  authorised_absence_sessions integer not null,
  unauthorised_absence_sessions integer not null,
  illness_sessions integer,
  enrolments integer not null,
  persistently_absent_enrolments integer not null,
  severely_absent_enrolments integer not null,
  as_of date not null,
  revision bigint not null default nextval('monthly_return_revision'),
  batch_id bigint not null references batch (id),
  line integer not null,
  primary key (urn, month, batch_id),
  check (authorised_absence_sessions + unauthorised_absence_sessions <= possible_sessions),
  check (severely_absent_enrolments <= persistently_absent_enrolments and persistently_absent_enrolments <= enrolments),
  check (illness_sessions <= authorised_absence_sessions)
);
comment on column monthly_return.illness_sessions is 'Null where the return does not report them. Suggested outbreaks rest on them.';
comment on column monthly_return.revision is 'When the row was sent last, as a number that only grows; it decides between two rows of one as_of.';
create view current_monthly_return as
  select distinct on (urn, month) * from monthly_return order by urn, month, as_of desc, revision desc;
`;

const hubTable = `
create table hub (
  hub_id text not null,
  name text not null,
  lead_urn text not null,
  region_code text not null check (region_code in ('A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'K')),
  phase text not null check (phase in ('primary', 'secondary', 'all-through')),
  opens_on date not null,
  enhanced_places integer not null,
  regional_places integer not null,
  batch_id bigint not null references batch (id),
  line integer not null,
  primary key (hub_id, batch_id)
);
create view current_hub as
  select distinct on (hub_id) * from hub order by hub_id, batch_id desc;
`;

const tables = [
  'hub',
  'monthly_return',
  'school_context',
  'attendance_to_date',
  'area_absence',
  'school_absence',
  'establishment_link',
  'establishment',
];

/** Facts from published files and returns: a row for each fact and file, and a view of the newest. */
export async function up(db: Knex): Promise<void> {
  for (const sql of [batchTable, registerTables, absenceTables, contextTable, monthlyReturnTable, hubTable])
    await db.raw(sql);
}

export async function down(db: Knex): Promise<void> {
  for (const table of tables) await db.raw(`drop table ${table} cascade`);
  await db.raw('drop sequence monthly_return_revision');
  await db.raw('drop table batch');
}
