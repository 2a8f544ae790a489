import { type Knex } from 'knex';

/**
 * The model registry. Every fit has a record under the id that its reports carry; no report is issued under a record that is not
 * complete, or that breaks a fairness bound which two people have not accepted. All of it is append-only, as the audit log is.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(records);
  await db.raw(acceptances);
  await db.raw(reportsNeedARecord);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger live_report_has_model_record on live_report;
    drop function refuse_issue_without_model_record();
    alter table report drop constraint report_has_model_record;
    drop trigger model_version_is_append_only on model_version;
    drop table fairness_acceptance, fairness_proposal, model_record_build, model_record;
  `);
}

const appendOnly = (table: string): string => `
  create trigger ${table}_is_append_only before update or delete or truncate on ${table}
    for each statement execute function refuse_change();
`;

const records = `
  create table model_record (
    id text primary key,
    academic_year text not null,
    record jsonb not null,
    transparency jsonb not null,
    card jsonb not null,
    missing jsonb not null,
    is_complete boolean not null,
    is_within_bounds boolean not null,
    code_version text not null,
    created_at timestamptz not null,
    check (is_complete = (missing = '[]'::jsonb))
  );
  create index on model_record (academic_year, created_at);
  comment on column model_record.id is 'model-<year>-<digest>: the digest is taken over the record in canonical JSON, so that the same inputs give the same id. It is also model_version.version.';
  ${appendOnly('model_record')}

  create table model_record_build (
    record_id text not null references model_record (id),
    code_version text not null,
    made_at timestamptz not null,
    primary key (record_id, code_version)
  );
  comment on table model_record_build is 'Every build that came to this very record, and when it did so first.';
  ${appendOnly('model_record_build')}
  ${appendOnly('model_version')}
`;

const acceptances = `
  create table fairness_proposal (
    id bigserial primary key,
    record_id text not null references model_record (id),
    proposed_by text not null,
    reason text not null check (btrim(reason) <> ''),
    proposed_at timestamptz not null,
    unique (id, record_id, proposed_by)
  );
  ${appendOnly('fairness_proposal')}

  create table fairness_acceptance (
    record_id text primary key references model_record (id),
    proposal_id bigint not null,
    proposed_by text not null,
    accepted_by text not null,
    reason text not null check (btrim(reason) <> ''),
    accepted_at timestamptz not null,
    foreign key (proposal_id, record_id, proposed_by) references fairness_proposal (id, record_id, proposed_by),
    check (accepted_by <> proposed_by)
  );
  ${appendOnly('fairness_acceptance')}
`;

// Reports from before the registry stay as they are; "not valid" holds for every row from now on.
const reportsNeedARecord = `
  alter table report add constraint report_has_model_record foreign key (model_version) references model_record (id) not valid;

  create function refuse_issue_without_model_record() returns trigger language plpgsql as $$
  begin
    if not exists (
      select from report
      join model_record on model_record.id = report.model_version
      left join fairness_acceptance on fairness_acceptance.record_id = model_record.id
      where report.academic_year = new.academic_year and report.urn = new.urn and report.report_version = new.report_version
        and model_record.is_complete and (model_record.is_within_bounds or fairness_acceptance.record_id is not null)
    ) then
      raise exception 'a report is issued only under a complete model record within its fairness bounds'
        using errcode = 'check_violation', constraint = 'live_report_has_model_record';
    end if;
    return new;
  end $$;
  create trigger live_report_has_model_record before insert or update on live_report
    for each row execute function refuse_issue_without_model_record();
`;
