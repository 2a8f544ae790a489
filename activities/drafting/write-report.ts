import { type Knex } from 'knex';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type NamingOf } from '../../domain/naming/examples.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type Dependencies } from '../dependencies.js';
import { heldNamingIn, namingIn, type ReportExamples } from '../naming/consents.js';

export interface NewReport {
  readonly academicYear: string;
  readonly urn: string;
  readonly reportVersion: number;
  readonly examples: readonly string[];
  readonly factsWith: (namingOf: NamingOf) => ReportFacts;
  readonly reason: string;
}

export const examplesOf = ({ similar }: PreparedDraft): readonly string[] =>
  similar.kind === 'found' ? similar.schools.map(({ urn }) => urn) : [];

/**
 * Writes one report version with its text, once; a version that stands is never written over. It names who agrees at the moment when
 * it is written: an answer that comes while the text is being made begins it again.
 */
export async function writeReport(
  { db, narrative }: Pick<Dependencies, 'db' | 'narrative'>,
  { academicYear, urn, reportVersion, examples, factsWith, reason }: NewReport,
): Promise<void> {
  const report: ReportExamples = { academicYear, reportUrn: urn, examples };
  for (let isWritten = false; !isWritten;) {
    const namingOf = await namingIn(db, report);
    const facts = factsWith(namingOf);
    const { text, writtenBy, record } = await narrative.write(facts);
    isWritten = await db.transaction(async (trx) => {
      const held = await heldNamingIn(trx, report);
      if (examples.some((example) => held(example) !== namingOf(example))) return false;
      await trx('report')
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
      return true;
    });
  }
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
