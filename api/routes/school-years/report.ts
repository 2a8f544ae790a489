import { type Actor } from '../../../domain/process/actor.js';
import { diffOf } from '../../../domain/report/diff.js';
import { buildReport, type Report } from '../../../domain/report/report.js';
import { type ReportVersion } from '../../../domain/report/section.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { type ApiContext } from '../../context.js';
import { sightOfRow } from './row.js';
import { notFound, notPermitted } from '../../problems.js';
import { findReport, versionSeenBefore, type ReadableReport } from '../../../database/reports/reports.js';
import { type ReadSchoolYear } from '../../../database/school-years/school-years.js';

export interface ChosenReport {
  readonly report: ReadableReport;
  readonly standing: ReportVersion['standing'];
}

/**
 * The report that this person reads: the issued version, or the one the school is asked to answer. Versions by number are for those
 * who may read every school's report. @throws ApiProblem NotFound, NotPermitted
 */
export async function chooseReport(
  { db }: ApiContext,
  row: ReadSchoolYear,
  actor: Actor,
  wanted: number | undefined,
): Promise<ChosenReport> {
  const { seesDrafts, reportVersion } = sightOfRow(actor, row);
  if (wanted !== undefined && !seesDrafts) throw notPermitted();
  const version = wanted ?? reportVersion;
  const report = version === undefined ? undefined : await findReport(db, row.academic_year, row.urn, version);
  if (!report) throw notFound('report of this school to read yet');
  return { report, standing: standingOf(row, report.report_version) };
}

const answering = ['with-school', 'challenged'];

function standingOf(row: ReadSchoolYear, version: number): ChosenReport['standing'] {
  if (version === row.live_version) return 'issued';
  if (version === row.held_version) return 'under-review';
  if (version !== row.report_version) return 'superseded';
  return answering.includes(row.stage) ? 'with-school' : 'draft';
}

/** One stored version as the data that every form is rendered from, with what changed since the version that the school had before. */
export async function reportOf(
  { db }: ApiContext,
  academicYear: AcademicYear,
  urn: Urn,
  { report, standing }: ChosenReport,
): Promise<Report> {
  const { facts, narrative, reason, contacts, report_version: reportVersion } = report;
  const earlier = await versionSeenBefore(db, academicYear, urn, reportVersion);
  const before = earlier === undefined ? undefined : await findReport(db, academicYear, urn, earlier);
  return buildReport(facts, {
    reportVersion,
    standing,
    reason,
    createdOn: report.created_at.toISOString().slice(0, 10),
    narrative,
    writtenBy: report.written_by,
    contacts,
    ...(before && { since: { reportVersion: before.report_version, changes: diffOf(before.facts, facts) } }),
  });
}
