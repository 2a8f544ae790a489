import { type Knex } from 'knex';
import { type NamingPolicy } from '../../domain/naming/policy.js';
import { namingPlaces } from '../../domain/naming/places.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';

const rowsAtOnce = 1_000;

/** Pins how schools are asked this year, and gives every example its places. */
export async function preparePlaces(
  trx: Knex.Transaction,
  drafts: readonly PreparedDraft[],
  {
    academicYear,
    calendar,
    policy,
  }: {
    readonly academicYear: string;
    readonly calendar: SchoolCalendar;
    readonly policy: NamingPolicy;
  },
): Promise<void> {
  await trx('naming_terms')
    .insert({
      academic_year: academicYear,
      policy_version: policy.version,
      window_milliseconds: Math.round(policy.windowSchoolDays * calendar.dayMilliseconds),
      counts_school_days: true,
      most_reports: policy.mostReports,
    })
    .onConflict('academic_year')
    .ignore();
  await givePlaces(trx, academicYear, drafts);
}

/** Gives the places of these reports anew, beside those that examples hold in other reports. */
export async function givePlaces(
  trx: Knex.Transaction,
  academicYear: string,
  drafts: readonly PreparedDraft[],
): Promise<void> {
  const terms = await trx('naming_terms')
    .where({ academic_year: academicYear })
    .first<{ readonly most_reports: number } | undefined>('most_reports');
  if (!terms) return;
  const reports = drafts.map(({ urn }) => urn);
  await trx('naming_place').where({ academic_year: academicYear }).whereIn('report_urn', reports).delete();
  const others = await trx('naming_place')
    .where({ academic_year: academicYear })
    .groupBy('example_urn')
    .select<{ example_urn: string; count: string }[]>('example_urn', trx.raw('count(*) as count'));
  const held = new Map(others.map(({ example_urn: urn, count }) => [urn, Number(count)]));
  const places = namingPlaces(
    drafts.filter(({ scope }) => scope.kind === 'in-scope'),
    terms.most_reports,
    held,
  );
  for (let start = 0; start < places.length; start += rowsAtOnce)
    await trx('naming_place').insert(
      places.slice(start, start + rowsAtOnce).map(({ exampleUrn, reportUrn }) => ({
        academic_year: academicYear,
        example_urn: exampleUrn,
        report_urn: reportUrn,
      })),
    );
}
