import { type Knex } from 'knex';
import { mayBeNamed, type NamingAnswer } from '../../domain/naming/consent.js';
import { type NamingOf } from '../../domain/naming/examples.js';

type Consents = ReadonlyMap<string, { readonly answer?: NamingAnswer }>;

/** What schools have answered; one that was never asked is not among them. */
export const readConsents = (db: Knex, academicYear: string, urns: readonly string[]): Promise<Consents> =>
  consentsFrom(consentsOf(db, academicYear, urns));

/** The same inside a transaction, until whose end none of them can answer otherwise. */
const holdConsents = (trx: Knex.Transaction, academicYear: string, urns: readonly string[]): Promise<Consents> =>
  consentsFrom(consentsOf(trx, academicYear, urns).forShare());

interface ConsentRow {
  readonly urn: string;
  readonly answer: NamingAnswer | null;
}

const consentsOf = (db: Knex, academicYear: string, urns: readonly string[]): Knex.QueryBuilder =>
  db('naming').where({ academic_year: academicYear }).whereIn('urn', urns).orderBy('urn');

async function consentsFrom(query: Knex.QueryBuilder): Promise<Consents> {
  const rows = await query.select<ConsentRow[]>('urn', 'answer');
  return new Map(rows.map(({ urn, answer }) => [urn, answer === null ? {} : { answer }]));
}

/** One report and the schools that are its examples. */
export interface ReportExamples {
  readonly academicYear: string;
  readonly reportUrn: string;
  readonly examples: readonly string[];
}

/** Which of its examples have a place in this report. */
export const placedExamples = (db: Knex, { academicYear, reportUrn, examples }: ReportExamples): Promise<string[]> =>
  db('naming_place')
    .where({ academic_year: academicYear, report_urn: reportUrn })
    .whereIn('example_urn', examples)
    .orderBy('example_urn')
    .pluck<string[]>('example_urn');

/** Which examples a report may name now. */
export async function namingIn(db: Knex, report: ReportExamples): Promise<NamingOf> {
  const consents = await readConsents(db, report.academicYear, report.examples);
  return namingFrom(consents, await placedExamples(db, report));
}

/** The same inside a transaction, until whose end nobody can answer otherwise. */
export async function heldNamingIn(trx: Knex.Transaction, report: ReportExamples): Promise<NamingOf> {
  const consents = await holdConsents(trx, report.academicYear, report.examples);
  return namingFrom(consents, await placedExamples(trx, report));
}

const namingFrom =
  (consents: Consents, placed: readonly string[]): NamingOf =>
  (urn) =>
    !mayBeNamed(consents.get(urn)) ? 'not-agreed' : placed.includes(urn) ? 'named' : 'in-enough-reports';
