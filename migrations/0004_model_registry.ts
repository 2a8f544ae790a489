import { type Knex } from 'knex';
import { appendOnly } from './append-only.js';

/** The model registry: a record for every fit, under the id that its reports carry, and what two people accepted of it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table model_version (
      version text primary key,
      academic_year text not null,
      model jsonb not null,
      batches jsonb not null,
      fitted_at timestamptz not null
    );
    ${appendOnly('model_version')}

    create table model_record (
      id text primary key,
      academic_year text not null,
      record jsonb not null,
      transparency jsonb not null,
      card jsonb not null,
      missing jsonb not null,
      is_complete boolean not null,
      is_within_bounds boolean not null,
      repeats_lesson boolean not null default false,
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
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table fairness_acceptance, fairness_proposal, model_record_build, model_record, model_version;
  `);
}
