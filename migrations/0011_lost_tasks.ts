import { type Knex } from 'knex';

/**
 * A workflow task may be lost after its record was written. The record of the task that takes its place is a further attempt: the row
 * before stays in the log, and of what a workflow wrote, that holds which no later attempt has begun anew at or below its version.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table audit_log add column attempt integer not null default 1;
    drop index audit_log_once;
    create unique index audit_log_once on audit_log (workflow_id, attempt, version) where version is not null;

    create view current_transition as
      select row.* from audit_log row
      where row.version is not null and not exists (
        select 1 from audit_log later
        where later.workflow_id = row.workflow_id and later.version is not null
          and later.attempt > row.attempt and later.version <= row.version
      );

    -- The last workflow task that recorded anything: started run, length of the history, start of the task.
    create table recording_task (
      workflow_id text primary key,
      position bigint[] not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table recording_task;
    drop view current_transition;
    drop index audit_log_once;
    alter table audit_log drop column attempt;
    create unique index audit_log_once on audit_log (workflow_id, version) where version is not null;
  `);
}
