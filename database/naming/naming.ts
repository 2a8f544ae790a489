import { type Knex } from 'knex';
import { type Database, type Table, type Transaction } from '../database.js';
import { type Consent, type NamingAnswer } from '../../domain/naming/consent.js';
import { type SchoolOfYear } from '../school-years/school-of-year.js';

interface StoredNaming {
  readonly academic_year: string;
  readonly urn: string;
  readonly version: number;
  readonly policy_version: string;
  readonly asked_at: Date;
  readonly answer_by: Date;
  readonly answer: NamingAnswer | null;
  readonly answered_at: Date | null;
  readonly contact: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    naming: Table<StoredNaming>;
  }
}

export interface NamingRow extends StoredNaming {
  /** In how many reports of the year a school is named at most, and in how many this one may be. */
  readonly most_reports: number;
  readonly places: number;
}

const rowsOf = (db: Database, academicYear: string): Knex.QueryBuilder =>
  db('naming as n')
    .join('naming_terms as t', 't.academic_year', 'n.academic_year')
    .where({ 'n.academic_year': academicYear })
    .orderBy('n.urn')
    .select(
      'n.*',
      't.most_reports',
      db.raw(
        `(select count(*)::int from naming_place p where p.academic_year = n.academic_year and p.example_urn = n.urn) as places`,
      ),
    );

/** What a school was asked and has answered; undefined where it was not asked. */
export async function findNaming(db: Database, { academicYear, urn }: SchoolOfYear): Promise<NamingRow | undefined> {
  const rows = (await rowsOf(db, academicYear).where({ 'n.urn': urn })) as readonly NamingRow[];
  return rows[0];
}

/** Schools that were asked, after a URN, in the order of their URNs; one more than `limit`. */
export const listNaming = async (
  db: Database,
  academicYear: string,
  { afterUrn, limit }: { readonly afterUrn: string; readonly limit: number },
): Promise<readonly NamingRow[]> =>
  (await rowsOf(db, academicYear)
    .where('n.urn', '>', afterUrn)
    .limit(limit + 1)) as readonly NamingRow[];

export const consentOf = ({ version, answer_by: answerBy, answer }: NamingRow): Consent => ({
  version,
  answerBy: answerBy.getTime(),
  ...(answer !== null && { answer }),
});

/** Which of these schools have been asked already. */
export const askedSchools = (db: Database, academicYear: string, urns: readonly string[]): Promise<string[]> =>
  db('naming').where({ academic_year: academicYear }).whereIn('urn', urns).pluck<string[]>('urn');

export interface NewQuestion extends SchoolOfYear {
  readonly policyVersion: string;
  readonly at: Date;
  readonly answerBy: Date;
}

/** Asks a school, at version 1. @returns whether it had not been asked */
export async function writeQuestion(trx: Transaction, asked: NewQuestion): Promise<boolean> {
  const added = await trx('naming')
    .insert({
      academic_year: asked.academicYear,
      urn: asked.urn,
      version: 1,
      policy_version: asked.policyVersion,
      asked_at: asked.at,
      answer_by: asked.answerBy,
    })
    .onConflict(['academic_year', 'urn'])
    .ignore()
    .returning('urn');
  return added.length > 0;
}

export interface NewAnswer extends SchoolOfYear {
  readonly version: number;
  readonly answer: NamingAnswer;
  readonly at: Date;
  readonly contact: string | undefined;
}

/** Writes an answer over the one it was given on; the contact of a school that is not named is not kept. @returns whether that one was still the newest */
export async function writeAnswer(trx: Transaction, given: NewAnswer): Promise<boolean> {
  const { academicYear, urn, version, answer, at, contact } = given;
  const changed = await trx('naming')
    .where({ academic_year: academicYear, urn, version })
    .update({ version: version + 1, answer, answered_at: at, contact: contact ?? null });
  return changed > 0;
}

/** How to get in touch with each of these schools that agrees to be named; of one that does not agree there is no entry. */
export async function contactsOfAgreed(
  db: Database,
  academicYear: string,
  urns: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db('naming')
    .where({ academic_year: academicYear, answer: 'agreed' })
    .whereIn('urn', urns)
    .select<{ urn: string; contact: string | null }[]>('urn', 'contact');
  return new Map(rows.map(({ urn, contact }) => [urn, contact ?? '']));
}
