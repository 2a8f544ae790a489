import { type Knex } from 'knex';
import { type Consent, type NamingAnswer } from '../../domain/naming/consent.js';
import { type SchoolOfYear } from './toolkits.js';

export interface NamingRow {
  readonly urn: string;
  readonly version: number;
  readonly asked_at: Date;
  readonly answer_by: Date;
  readonly answer: NamingAnswer | null;
  readonly answered_at: Date | null;
  readonly contact: string | null;
  /** In how many reports of the year a school is named at most, and in how many this one may be. */
  readonly most_reports: number;
  readonly places: number;
}

const rowsOf = (db: Knex, academicYear: string): Knex.QueryBuilder =>
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
export async function findNaming(db: Knex, { academicYear, urn }: SchoolOfYear): Promise<NamingRow | undefined> {
  const rows = (await rowsOf(db, academicYear).where({ 'n.urn': urn })) as readonly NamingRow[];
  return rows[0];
}

/** Schools that were asked, after a URN, in the order of their URNs; one more than `limit`. */
export const listNaming = async (
  db: Knex,
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

/** Whether this command has been taken before. */
export async function isAnswered(db: Knex, workflowId: string, commandId: string): Promise<boolean> {
  const row = await db('audit_log')
    .where({ workflow_id: workflowId, command_id: commandId, is_accepted: true })
    .first<{ id: string } | undefined>('id');
  return row !== undefined;
}

export interface NewAnswer extends SchoolOfYear {
  readonly version: number;
  readonly answer: NamingAnswer;
  readonly at: Date;
  readonly contact: string | undefined;
}

/** Writes an answer over the one it was given on; the contact of a school that is not named is not kept. @returns whether it still stood */
export async function writeAnswer(trx: Knex.Transaction, given: NewAnswer): Promise<boolean> {
  const { academicYear, urn, version, answer, at, contact } = given;
  const changed = await trx('naming')
    .where({ academic_year: academicYear, urn, version })
    .update({ version: version + 1, answer, answered_at: at, contact: contact ?? null });
  return changed > 0;
}

/** How to get in touch with each of these schools that agrees to be named; of one that does not agree there is no entry. */
export async function contactsOfAgreed(
  db: Knex,
  academicYear: string,
  urns: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db('naming')
    .where({ academic_year: academicYear, answer: 'agreed' })
    .whereIn('urn', urns)
    .select<{ urn: string; contact: string | null }[]>('urn', 'contact');
  return new Map(rows.map(({ urn, contact }) => [urn, contact ?? '']));
}
