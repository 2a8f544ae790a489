import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type NamingOf } from '../../domain/naming/examples.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { heldNamingIn, namingIn } from '../../database/naming/consents.js';
import { type ReportExamples } from '../../database/naming/places.js';
import { insertReport } from '../../database/reports/reports.js';
import { type Dependencies } from '../dependencies.js';

interface ReportToWrite {
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
 * Writes one report version with its text, once; an existing version is never overwritten. It names the schools that agree at the moment
 * when it is written: if an answer changes while the text is being made, it starts again.
 */
export async function writeReport(
  { db, narrative }: Pick<Dependencies, 'db' | 'narrative'>,
  { academicYear, urn, reportVersion, examples, factsWith, reason }: ReportToWrite,
): Promise<void> {
  const report: ReportExamples = { academicYear, reportUrn: urn, examples };
  for (let isWritten = false; !isWritten;) {
    const namingOf = await namingIn(db, report);
    const facts = factsWith(namingOf);
    const { text, writtenBy, record } = await narrative.write(facts);
    isWritten = await db.transaction(async (trx) => {
      const held = await heldNamingIn(trx, report);
      if (examples.some((example) => held(example) !== namingOf(example))) return false;
      await insertReport(trx, {
        academicYear,
        urn,
        reportVersion,
        facts,
        narrative: text,
        writtenBy,
        narrativeRecord: record,
        reason,
      });
      return true;
    });
  }
}
