import { type Actor } from '../../../contracts/actor.js';
import { reachOf } from '../../../domain/access/policy.js';
import { type ApiContext } from '../../context.js';
import { notFound, notPermitted } from '../../problems.js';
import { findReport, liveReportVersion, type ReportRow } from '../../reads/reports.js';
import { type SchoolYearRow } from '../../reads/school-years.js';

export type Standing = 'issued' | 'with-school' | 'draft' | 'superseded';

export interface ChosenReport {
  readonly report: ReportRow;
  readonly standing: Standing;
}

/**
 * The report that this person reads: the issued version, or the one the school is asked to answer. Versions by number are for those
 * who may read every school's report. @throws ApiProblem NotFound, NotPermitted
 */
export async function chooseReport(
  { db }: ApiContext,
  row: SchoolYearRow,
  actor: Actor,
  wanted: number | undefined,
): Promise<ChosenReport> {
  const mayChoose = reachOf(actor, 'read-report') === 'any';
  if (wanted !== undefined && !mayChoose) throw notPermitted();
  const live = await liveReportVersion(db, row.academic_year, row.urn);
  const version = wanted ?? live ?? inHand(row, mayChoose);
  const report = version === undefined ? undefined : await findReport(db, row.academic_year, row.urn, version);
  if (!report) throw notFound('report of this school to read yet');
  return { report, standing: standingOf(row, report.report_version, live) };
}

const answering = ['with-school', 'challenged'];

/** A draft is a school's to read once it has been approved, and until then an analyst's alone. */
const inHand = (row: SchoolYearRow, mayReadDrafts: boolean): number | undefined =>
  mayReadDrafts || answering.includes(row.stage) ? (row.report_version ?? undefined) : undefined;

function standingOf(row: SchoolYearRow, version: number, live: number | undefined): Standing {
  if (version === live) return 'issued';
  if (version !== row.report_version) return 'superseded';
  return answering.includes(row.stage) ? 'with-school' : 'draft';
}
