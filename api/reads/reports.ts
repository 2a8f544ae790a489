import { type Knex } from 'knex';

export interface ReportRow {
  readonly report_version: number;
  readonly model_version: string;
  readonly facts: unknown;
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
