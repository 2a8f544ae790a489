import { type Knex } from 'knex';
import { type Database, type Transaction } from '../database.js';
import { mayBeNamed, type NamingAnswer } from '../../domain/naming/consent.js';
import { placedExamples, type ReportExamples } from './places.js';
import { type NamingOf } from '../../domain/naming/examples.js';

type Consents = ReadonlyMap<string, { readonly answer?: NamingAnswer }>;

/** The answers of schools; a school that was never asked is not among them. */
export const readConsents = (db: Database, academicYear: string, urns: readonly string[]): Promise<Consents> =>
  consentsFrom(consentsOf(db, academicYear, urns));

/** The same inside a transaction; none of them can change its answer until the transaction ends. */
const holdConsents = (trx: Transaction, academicYear: string, urns: readonly string[]): Promise<Consents> =>
  consentsFrom(consentsOf(trx, academicYear, urns).forShare());

interface ConsentRow {
  readonly urn: string;
  readonly answer: NamingAnswer | null;
}

const consentsOf = (db: Database, academicYear: string, urns: readonly string[]): Knex.QueryBuilder =>
  db('naming').where({ academic_year: academicYear }).whereIn('urn', urns).orderBy('urn');

async function consentsFrom(query: Knex.QueryBuilder): Promise<Consents> {
  const rows = await query.select<ConsentRow[]>('urn', 'answer');
  return new Map(rows.map(({ urn, answer }) => [urn, answer === null ? {} : { answer }]));
}

/** Which examples a report may name now. */
export async function namingIn(db: Database, report: ReportExamples): Promise<NamingOf> {
  const consents = await readConsents(db, report.academicYear, report.examples);
  return namingFrom(consents, await placedExamples(db, report));
}

/** The same inside a transaction; nobody can change an answer until the transaction ends. */
export async function heldNamingIn(trx: Transaction, report: ReportExamples): Promise<NamingOf> {
  const consents = await holdConsents(trx, report.academicYear, report.examples);
  return namingFrom(consents, await placedExamples(trx, report));
}

const namingFrom =
  (consents: Consents, placed: readonly string[]): NamingOf =>
  (urn) =>
    !mayBeNamed(consents.get(urn)) ? 'not-agreed' : placed.includes(urn) ? 'named' : 'in-enough-reports';
