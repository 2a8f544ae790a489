import { type Database, type Transaction } from '../database.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { asReadable, namedExamples } from '../../domain/naming/examples.js';
import { plainNarrative } from '../../domain/narrative/template.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';
import { contactsOfAgreed } from '../naming/naming.js';

interface ReportRow {
  readonly academic_year: string;
  readonly urn: string;
  readonly report_version: number;
  readonly model_version: string;
  readonly facts: ReportFacts;
  readonly narrative: string;
  readonly written_by: string;
  readonly narrative_record: unknown;
  readonly reason: string;
  readonly created_at: Date;
}

/** One version of a report with its text. */
export interface NewReport {
  readonly academicYear: string;
  readonly urn: string;
  readonly reportVersion: number;
  readonly facts: ReportFacts;
  readonly narrative: string;
  readonly writtenBy: string;
  /** How the narrative came about. */
  readonly narrativeRecord: object;
  readonly reason: string;
}

/** Writes a version once; one that is there is never written over. */
export async function insertReport(trx: Transaction, made: NewReport): Promise<void> {
  await trx('report')
    .insert({
      academic_year: made.academicYear,
      urn: made.urn,
      report_version: made.reportVersion,
      model_version: made.facts.modelVersion,
      facts: JSON.stringify(made.facts),
      narrative: made.narrative,
      written_by: made.writtenBy,
      narrative_record: JSON.stringify(made.narrativeRecord),
      reason: made.reason,
      created_at: new Date(),
    })
    .onConflict(['academic_year', 'urn', 'report_version'])
    .ignore();
}

export type WrittenReport = Pick<ReportRow, 'report_version' | 'facts'>;

/** The newest version below the one given. */
export const newestReport = (
  db: Database,
  { academicYear, urn, before }: { readonly academicYear: string; readonly urn: string; readonly before: number },
): Promise<WrittenReport | undefined> =>
  db('report')
    .where({ academic_year: academicYear, urn })
    .andWhere('report_version', '<', before)
    .orderBy('report_version', 'desc')
    .first<WrittenReport | undefined>('report_version', 'facts')
    .then((row) => row);

/** Makes a version the one that is issued. */
export async function setLiveReport(
  db: Database,
  { academicYear, urn, reportVersion }: Pick<NewReport, 'academicYear' | 'urn' | 'reportVersion'>,
  at = new Date(),
): Promise<void> {
  await db('live_report')
    .insert({ academic_year: academicYear, urn, report_version: reportVersion, published_at: at })
    .onConflict(['academic_year', 'urn'])
    .merge();
}

/** A stored version as it may be read now, whichever it is: it names no school that does not agree at this moment. */
export async function findReport(
  db: Database,
  academicYear: string,
  urn: string,
  reportVersion: number,
): Promise<ReadableReport | undefined> {
  const row = await db('report')
    .where({ academic_year: academicYear, urn, report_version: reportVersion })
    .first<ReportRow | undefined>('*');
  if (!row) return undefined;
  const named = namedExamples(row.facts).map((example) => example.urn);
  const agreed = await contactsOfAgreed(db, academicYear, named);
  const facts = asReadable(row.facts, (example) => agreed.has(example));
  const contacts = Object.fromEntries([...agreed].filter(([, contact]) => contact !== ''));
  return facts === row.facts ? { ...row, contacts } : { ...row, ...rewritten(facts), contacts };
}

/** The words of a version may hold a name; so they are replaced by those of the plain template. */
const rewritten = (facts: ReportFacts): Pick<ReportRow, 'facts' | 'narrative' | 'written_by' | 'narrative_record'> => ({
  facts,
  narrative: plainNarrative(facts),
  written_by: 'plain template, because a school that this version named is named no longer',
  narrative_record: { writer: 'template' },
});

export interface ReadableReport extends ReportRow {
  /** How to get in touch with the examples that are named, by URN. */
  readonly contacts: Readonly<Record<string, string>>;
}

/** The newest version below the given one that the school has had in its hands; a draft that stayed with the analysts is none. */
export async function versionSeenBefore(
  db: Database,
  academicYear: AcademicYear,
  urn: Urn,
  reportVersion: number,
): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { readonly version: number | null }[] }>(
    `select max((body->'view'->>'reportVersion')::int) as version
     from audit_log
     where workflow_id = ? and version is not null
       and body->'view'->>'stage' in ('with-school', 'challenged', 'monitoring')
       and (body->'view'->>'reportVersion')::int < ?`,
    [schoolYearId(academicYear, urn), reportVersion],
  );
  return rows[0]?.version ?? undefined;
}
