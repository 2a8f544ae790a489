import { type Knex } from 'knex';
import { appendOnly } from './append-only.js';

/** The audit log, the notices that decisions send, and the histories of closed workflows. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table audit_log (
      id bigserial primary key,
      workflow_id text not null,
      run_id text,
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
    comment on column audit_log.run_id is
      'The run of the workflow that recorded the row; null for a row that no workflow recorded.';
    create unique index audit_log_once on audit_log (workflow_id, version) where version is not null;
    create index on audit_log (workflow_id, id);

    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% keeps what was written; rows are only ever added', tg_table_name;
    end $$;
    ${appendOnly('audit_log')}

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
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table history_archive, notice, audit_log;
    drop function refuse_change();
  `);
}
