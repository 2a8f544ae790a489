import { type NamingPolicy } from '../../domain/naming/policy.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { type Urn } from '../../domain/shared/urn.js';
import { type Database, type Table, type Transaction } from '../database.js';

interface TermsRow {
  readonly academic_year: string;
  readonly policy_version: string;
  readonly window_milliseconds: string | number;
  readonly most_reports: number;
}

interface PlaceRow {
  readonly academic_year: string;
  readonly example_urn: string;
  readonly report_urn: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    naming_terms: Table<TermsRow>;
    naming_place: Table<PlaceRow>;
  }
}

/** Keeps how schools are asked in a year; the first policy of a year holds. */
export async function pinNamingTerms(
  trx: Transaction,
  academicYear: string,
  { policy, calendar }: { readonly policy: NamingPolicy; readonly calendar: SchoolCalendar },
): Promise<void> {
  await trx('naming_terms')
    .insert({
      academic_year: academicYear,
      policy_version: policy.version,
      window_milliseconds: Math.round(policy.windowSchoolDays * calendar.dayMilliseconds),
      most_reports: policy.mostReports,
    })
    .onConflict('academic_year')
    .ignore();
}

/** How a school is asked: for how long it may answer, on which calendar; undefined in a year that asks nobody. */
export interface QuestionTerms {
  readonly policyVersion: string;
  readonly milliseconds: number;
  /** The calendar on which school days are counted. */
  readonly calendar: SchoolCalendar;
}

export async function questionTerms(db: Database, academicYear: string): Promise<QuestionTerms | undefined> {
  const row = await db('naming_terms as n')
    .join('year_terms as y', 'y.academic_year', 'n.academic_year')
    .where({ 'n.academic_year': academicYear })
    .first<(TermsRow & { readonly calendar: SchoolCalendar }) | undefined>(
      'n.*',
      db.raw(`y.terms->'calendar' as calendar`),
    );
  return (
    row && {
      policyVersion: row.policy_version,
      milliseconds: Number(row.window_milliseconds),
      calendar: row.calendar,
    }
  );
}

/** In how many reports of the year a school is named at most; undefined in a year that names nobody. */
export async function mostReports(db: Database, academicYear: string): Promise<number | undefined> {
  const row = await db('naming_terms').where({ academic_year: academicYear }).first('most_reports');
  return row?.most_reports;
}

export interface Place {
  readonly exampleUrn: string;
  readonly reportUrn: string;
}

/** Takes back the places of these reports. @returns how many places each example holds in the other reports of the year */
export async function clearPlaces(
  trx: Transaction,
  academicYear: string,
  reportUrns: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  await trx('naming_place').where({ academic_year: academicYear }).whereIn('report_urn', reportUrns).delete();
  const rows = await trx('naming_place')
    .where({ academic_year: academicYear })
    .groupBy('example_urn')
    .select<{ example_urn: string; count: string }[]>('example_urn', trx.raw('count(*) as count'));
  return new Map(rows.map(({ example_urn: urn, count }) => [urn, Number(count)]));
}

const rowsAtOnce = 1_000;

export async function insertPlaces(trx: Transaction, academicYear: string, places: readonly Place[]): Promise<void> {
  for (let start = 0; start < places.length; start += rowsAtOnce)
    await trx('naming_place').insert(
      places.slice(start, start + rowsAtOnce).map(({ exampleUrn, reportUrn }) => ({
        academic_year: academicYear,
        example_urn: exampleUrn,
        report_urn: reportUrn,
      })),
    );
}

/** One report and the schools that are its examples. */
export interface ReportExamples {
  readonly academicYear: string;
  readonly reportUrn: string;
  readonly examples: readonly string[];
}

/** Which of its examples have a place in this report. */
export const placedExamples = (
  db: Database,
  { academicYear, reportUrn, examples }: ReportExamples,
): Promise<string[]> =>
  db('naming_place')
    .where({ academic_year: academicYear, report_urn: reportUrn })
    .whereIn('example_urn', examples)
    .orderBy('example_urn')
    .pluck<string[]>('example_urn');

/**
 * Reports with a place for an example whose newest version does not say what it has answered. A report that is not written yet is not among
 * them: it is written by the answer as it is then.
 */
export async function reportsNamingWrongly(
  db: Database,
  { academicYear, urn, isNamed }: { readonly academicYear: string; readonly urn: string; readonly isNamed: boolean },
): Promise<readonly Urn[]> {
  const { rows } = await db.raw<{ rows: { readonly urn: Urn }[] }>(
    `select newest.urn from (
       select distinct on (r.urn) r.urn, r.facts
       from report r
       join naming_place p on p.academic_year = r.academic_year and p.report_urn = r.urn and p.example_urn = ?
       where r.academic_year = ?
       order by r.urn, r.report_version desc
     ) newest
     where coalesce(newest.facts->'similar'->'schools' @> ?::jsonb, false) <> ?
     order by newest.urn`,
    [urn, academicYear, JSON.stringify([{ urn }]), isNamed],
  );
  return rows.map((row) => row.urn);
}
