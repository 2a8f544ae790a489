import { type Knex } from 'knex';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';

export interface ReportRow {
  readonly report_version: number;
  readonly facts: ReportFacts;
  readonly narrative: string;
  readonly written_by: string;
  readonly narrative_record: unknown;
  readonly reason: string;
  readonly created_at: Date;
}

export const findReport = (
  db: Knex,
  academicYear: string,
  urn: string,
  reportVersion: number,
): Promise<ReportRow | undefined> =>
  db('report')
    .where({ academic_year: academicYear, urn, report_version: reportVersion })
    .first<ReportRow | undefined>('*')
    .then((row) => row);

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
     from current_transition
     where workflow_id = ?
       and body->'view'->>'stage' in ('with-school', 'challenged', 'monitoring')
       and (body->'view'->>'reportVersion')::int < ?`,
    [schoolYearId(academicYear, urn), reportVersion],
  );
  return rows[0]?.version ?? undefined;
}
