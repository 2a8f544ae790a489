import { type Knex } from 'knex';

/** Requests to a language model with their cost and outcome, and the answers that may be used again. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table narrative_request (
      id bigserial primary key,
      academic_year text not null,
      urn text not null,
      facts_hash text not null,
      prompt_hash text not null,
      model text not null,
      most_pounds numeric not null,
      requested_at timestamptz not null,
      answered_at timestamptz,
      outcome text,
      prompt_tokens integer,
      completion_tokens integer,
      cost_pounds numeric,
      violations jsonb not null default '[]'
    );
    create index on narrative_request (requested_at);
    create index on narrative_request (academic_year, urn);

    create table narrative_answer (
      facts_hash text primary key,
      answer jsonb not null,
      created_at timestamptz not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table narrative_answer, narrative_request');
}
