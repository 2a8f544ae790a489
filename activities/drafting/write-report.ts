import { type Knex } from 'knex';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type Dependencies } from '../dependencies.js';

export interface NewReport {
  readonly academicYear: string;
  readonly urn: string;
  readonly reportVersion: number;
  readonly facts: ReportFacts;
  readonly reason: string;
}

/** Writes one report version with its text, once; a version that stands is never written over. */
export async function writeReport(
  { db, narrative }: Pick<Dependencies, 'db' | 'narrative'>,
  { academicYear, urn, reportVersion, facts, reason }: NewReport,
): Promise<void> {
  const { text, writtenBy, record } = await narrative.write(facts);
  await db('report')
    .insert({
      academic_year: academicYear,
      urn,
      report_version: reportVersion,
      model_version: facts.modelVersion,
      facts: JSON.stringify(facts),
      narrative: text,
      written_by: writtenBy,
      narrative_record: JSON.stringify(record),
      reason,
      created_at: new Date(),
    })
    .onConflict(['academic_year', 'urn', 'report_version'])
    .ignore();
}

export interface WrittenReport {
  readonly report_version: number;
  readonly facts: ReportFacts;
}

/** The newest version below the one given. */
export const newestReport = (
  db: Knex,
  { academicYear, urn, before }: { readonly academicYear: string; readonly urn: string; readonly before: number },
): Promise<WrittenReport | undefined> =>
  db('report')
    .where({ academic_year: academicYear, urn })
    .andWhere('report_version', '<', before)
    .orderBy('report_version', 'desc')
    .first<WrittenReport | undefined>('report_version', 'facts')
    .then((row) => row);
