import { type Actor } from '../../../domain/process/actor.js';
import { schoolYearId } from '../../../contracts/workflow-ids.js';
import { diffOf } from '../../../domain/report/diff.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { notFound, notPermitted } from '../../problems.js';
import { findReport, versionSeenBefore } from '../../../database/reports/reports.js';
import { type SchoolYearRow } from '../../../database/school-years/school-years.js';
import { withNotice, withoutNulls } from '../shared/present.js';
import { answers, schoolParams } from '../shared/schemas.js';
import { formOf, sendRendered } from './report-form.js';
import { changesQuery, changesSchema, reportContent, reportQuery } from './report-schema.js';
import { chooseReport, reportOf } from './report.js';
import { schoolYearRow, sightOfRow } from './row.js';

const tags = ['school-years'];
const config = { action: 'read-report', place: 'school' } as const;

/** The report of a school in its three forms, and what changed between two versions of it. */
export function reportRoutes(app: Api, context: ApiContext): void {
  reportRoute(app, context);
  changesRoute(app, context);
}

function reportRoute(app: Api, context: ApiContext): void {
  const schema = {
    tags,
    summary: 'read the report, as data, as a page or as text',
    params: schoolParams,
    querystring: reportQuery,
    response: answers({ 200: reportContent }),
  };
  app.get('/school-years/:academicYear/:urn/report', { config, schema }, async (request, reply) => {
    const { academicYear, urn } = request.params;
    const { version, form: named } = request.query;
    const actor = currentActor(request);
    const form = formOf(request, named);
    const row = await schoolYearRow(context, academicYear, urn);
    const chosen = await chooseReport(context, row, actor, version);
    const { report, standing } = chosen;
    const { report_version: reportVersion } = report;
    const built = await reportOf(context, academicYear, urn, chosen);
    await recordView(context, actor, { academicYear, urn }, { reportVersion, standing, form });
    reply.header('vary', 'accept');
    if (form !== 'json') return sendRendered(reply, built, form);
    return withNotice(context.notice, {
      academicYear,
      urn,
      reportVersion,
      standing,
      report: built,
      facts: report.facts,
      ...(report.narrative_record !== null && { narrativeRecord: report.narrative_record }),
      // The floor that holds belongs to the newest version; an older one has its own in its facts.
      ...(reportVersion === row.report_version && floorOf(row)),
    });
  });
}

const floorOf = (row: SchoolYearRow): { readonly floorAttendancePercent?: number; readonly floorSetBy?: string } =>
  withoutNulls({ floorAttendancePercent: row.floor_attendance_percent, floorSetBy: row.floor_set_by });

function changesRoute(app: Api, context: ApiContext): void {
  const { db } = context;
  const schema = {
    tags,
    summary: 'read what changed between two versions of the report',
    params: schoolParams,
    querystring: changesQuery,
    response: answers({ 200: changesSchema }),
  };
  app.get('/school-years/:academicYear/:urn/report/changes', { config, schema }, async (request) => {
    const { academicYear, urn } = request.params;
    const { from, to } = request.query;
    const actor = currentActor(request);
    const row = await schoolYearRow(context, academicYear, urn);
    if (from !== undefined && !sightOfRow(actor, row).seesDrafts) throw notPermitted();
    const { report: after, standing } = await chooseReport(context, row, actor, to);
    const { report_version: reportVersion, facts, reason } = after;
    const comparedWith = from ?? (await versionSeenBefore(db, academicYear, urn, reportVersion));
    const before = comparedWith === undefined ? undefined : await findReport(db, academicYear, urn, comparedWith);
    if (!before) throw notFound('earlier version to compare with');
    await recordView(
      context,
      actor,
      { academicYear, urn },
      { reportVersion, standing, comparedWith: before.report_version },
    );
    return withNotice(context.notice, {
      academicYear,
      urn,
      from: before.report_version,
      to: reportVersion,
      reason,
      changes: diffOf(before.facts, facts).map((change) => ({ ...change })),
    });
  });
}

interface Viewed {
  readonly reportVersion: number;
  readonly standing: string;
  readonly form?: string;
  readonly comparedWith?: number;
}

/** A report is shown only after the read has been recorded. */
const recordView = (
  { audit }: ApiContext,
  actor: Actor,
  { academicYear, urn }: { readonly academicYear: AcademicYear; readonly urn: Urn },
  viewed: Viewed,
): Promise<void> =>
  audit.record({
    workflowId: schoolYearId(academicYear, urn),
    actor,
    kind: 'reportViewed',
    isAccepted: true,
    note:
      viewed.comparedWith === undefined
        ? `Report version ${viewed.reportVersion} was read.`
        : `What changed from report version ${viewed.comparedWith} to ${viewed.reportVersion} was read.`,
    body: viewed,
  });
