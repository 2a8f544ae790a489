import { type Knex } from 'knex';

/**
 * What reports are drafted from, every version of them, and the one that is live. No report is issued under a record that is not complete,
 * or that breaks a fairness bound or repeats a lesson, unless two people accepted it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(reports);
  await db.raw(issuedUnderARecord);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table live_report, report, draft_input;
    drop function refuse_issue_without_model_record();
  `);
}

const reports = `
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
    model_version text not null constraint report_has_model_record references model_record (id),
    facts jsonb not null,
    narrative text not null,
    narrative_record jsonb,
    written_by text not null,
    reason text not null,
    created_at timestamptz not null,
    primary key (academic_year, urn, report_version)
  );
  comment on column report.narrative_record is 'How the narrative came about: writer, model, prompt hash, tokens, cost, verdicts.';
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
`;

const issuedUnderARecord = `
  create function refuse_issue_without_model_record() returns trigger language plpgsql as $$
  begin
    if not exists (
      select from report
      join model_record on model_record.id = report.model_version
      left join fairness_acceptance on fairness_acceptance.record_id = model_record.id
      where report.academic_year = new.academic_year and report.urn = new.urn and report.report_version = new.report_version
        and model_record.is_complete and ((model_record.is_within_bounds and not model_record.repeats_lesson) or fairness_acceptance.record_id is not null)
    ) then
      raise exception 'a report is issued only under a complete model record within its fairness bounds that repeats no lesson'
        using errcode = 'check_violation', constraint = 'live_report_has_model_record';
    end if;
    return new;
  end $$;
  create trigger live_report_has_model_record before insert or update on live_report
    for each row execute function refuse_issue_without_model_record();
`;
