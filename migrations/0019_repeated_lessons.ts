import { type Knex } from 'knex';

/** A record says whether its year would repeat what the year before taught; no report is issued under one that two people have not accepted. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table model_record add column repeats_lesson boolean not null default false;
    ${refuseIssue('model_record.is_within_bounds and not model_record.repeats_lesson', 'within its fairness bounds that repeats no lesson')}
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${refuseIssue('model_record.is_within_bounds', 'within its fairness bounds')}
    alter table model_record drop column repeats_lesson;
  `);
}

const refuseIssue = (isFit: string, inWords: string): string => `
  create or replace function refuse_issue_without_model_record() returns trigger language plpgsql as $$
  begin
    if not exists (
      select from report
      join model_record on model_record.id = report.model_version
      left join fairness_acceptance on fairness_acceptance.record_id = model_record.id
      where report.academic_year = new.academic_year and report.urn = new.urn and report.report_version = new.report_version
        and model_record.is_complete and ((${isFit}) or fairness_acceptance.record_id is not null)
    ) then
      raise exception 'a report is issued only under a complete model record ${inWords}'
        using errcode = 'check_violation', constraint = 'live_report_has_model_record';
    end if;
    return new;
  end $$;
`;
