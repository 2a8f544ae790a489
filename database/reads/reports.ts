import { type Knex } from 'knex';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { asReadable, namedExamples } from '../../domain/naming/examples.js';
import { plainNarrative } from '../../domain/narrative/template.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';
import { contactsOfAgreed } from './naming.js';

interface ReportRow {
  readonly report_version: number;
  readonly facts: ReportFacts;
  readonly narrative: string;
  readonly written_by: string;
  readonly narrative_record: unknown;
  readonly reason: string;
  readonly created_at: Date;
}

/** A stored version as it may be read now, whichever it is: it names no school that does not agree at this moment. */
export async function findReport(
  db: Knex,
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

/** The words of a version may hold a name; so those of the plain template stand for them. */
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

/** The version that is issued; undefined while none is. */
export async function liveReportVersion(db: Knex, academicYear: string, urn: string): Promise<number | undefined> {
  const row = await db('live_report')
    .where({ academic_year: academicYear, urn })
    .first<{ readonly report_version: number } | undefined>('report_version');
  return row?.report_version;
}

/** The newest version below the given one that the school has had in its hands; a draft that stayed with the analysts is none. */
export async function versionSeenBefore(
  db: Knex,
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
