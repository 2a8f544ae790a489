import { type Knex } from 'knex';

/** Consent to be named as an example: how schools are asked, in which reports they have a place, and what each answered. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table naming_terms (
      academic_year text primary key,
      policy_version text not null,
      window_milliseconds bigint not null,
      most_reports integer not null
    );

    create table naming_place (
      academic_year text not null,
      example_urn text not null,
      report_urn text not null,
      primary key (academic_year, example_urn, report_urn)
    );
    create index on naming_place (academic_year, report_urn);

    create table naming (
      academic_year text not null,
      urn text not null,
      version integer not null,
      policy_version text not null,
      asked_at timestamptz not null,
      answer_by timestamptz not null,
      answer text check (answer in ('agreed', 'declined')),
      answered_at timestamptz,
      contact text,
      primary key (academic_year, urn)
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table naming, naming_place, naming_terms');
}
