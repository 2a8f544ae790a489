import { schoolYearQueries } from '../../../domain/school-year/messages/messages.js';
import { type Actor } from '../../../domain/process/actor.js';
import { schoolYearId } from '../../../contracts/workflow-ids.js';
import { reachOf } from '../../../domain/process/access-policy.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem, notPermitted } from '../../problems.js';
import { listTransitions } from '../../../database/audit-log.js';
import {
  listSchoolYears,
  type ReadSchoolYear,
  type SchoolYearRow,
} from '../../../database/school-years/school-years.js';
import { keyOfCursor, pageFrom } from '../shared/cursor.js';
import { withNotice } from '../shared/present.js';
import { answers, schoolParams, yearParams } from '../shared/schemas.js';
import {
  presentDeadlines,
  presentLog,
  presentRow,
  presentSaid,
  presentShocks,
  rowOfStatus,
  type WorkflowStatus,
} from './presenter.js';
import { reportRoutes } from './report-route.js';
import { schoolYearRow, sightOfRow } from './row.js';
import { decisionLogSchema, detailQuery, detailSchema, listQuery, listSchema } from './schema.js';

const tags = ['school-years'];

/** Lists and pages of school-years. */
export function schoolYearRoutes(app: Api, context: ApiContext): void {
  listRoute(app, context);
  detailRoute(app, context);
  decisionLogRoute(app, context);
  reportRoutes(app, context);
}

function listRoute(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'list-school-years', place: 'narrowed' } as const;
  const schema = {
    tags,
    summary: 'list school-years',
    params: yearParams,
    querystring: listQuery,
    response: answers({ 200: listSchema }),
  };
  app.get('/school-years/:academicYear', { config, schema }, async (request) => {
    const { cursor, limit, ...filter } = request.query;
    const actor = currentActor(request);
    const narrowed = narrowedFilter(actor, filter.regionCode);
    const afterUrn = cursor === undefined ? '' : keyOfCursor(cursor, /^\d{6}$/);
    const found = await listSchoolYears(
      db,
      request.params.academicYear,
      { ...filter, ...narrowed },
      { afterUrn, limit },
    );
    const { rows, ...page } = pageFrom(found, limit, ({ urn }) => urn);
    return withNotice(notice, { items: rows.map((row) => presentRow(row, sightOfRow(actor, row))), ...page });
  });
}

/** An actor of one region sees only that region's schools, whatever the filter. @throws ApiProblem NotPermitted without a region */
function narrowedFilter(actor: Actor, wanted: string | undefined): { readonly regionCode?: string } {
  if (reachOf(actor, 'list-school-years') === 'any') return {};
  const { regionCode } = actor;
  if (regionCode === undefined || (wanted !== undefined && wanted !== regionCode)) throw notPermitted();
  return { regionCode };
}

function detailRoute(app: Api, context: ApiContext): void {
  const config = { action: 'read-school-year', place: 'school' } as const;
  const schema = {
    tags,
    summary: 'read a school-year',
    params: schoolParams,
    querystring: detailQuery,
    response: answers({ 200: detailSchema }),
  };
  app.get('/school-years/:academicYear/:urn', { config, schema }, async (request, reply) => {
    const { academicYear, urn } = request.params;
    const { from } = request.query;
    const first = await schoolYearRow(context, academicYear, urn);
    const isSettled = from === 'settled' && (await settled(context, first));
    const row = isSettled ? await schoolYearRow(context, academicYear, urn) : first;
    const status = from === 'engine' ? await workflowStatus(context, row) : undefined;
    const shown = status ? rowOfStatus(row, status) : row;
    const sight = sightOfRow(currentActor(request), shown);
    const months = await monthsNow(context, shown, status);
    const item = {
      ...presentRow(shown, sight),
      ...presentShocks(shown),
      ...presentSaid({ ...shown, months }, sight),
    };
    reply.header('etag', `"${item.version}"`);
    const source = status ? ('engine' as const) : ('read-model' as const);
    return withNotice(context.notice, { ...item, source, deadlines: presentDeadlines(status?.deadlines ?? {}) });
  });
}

/** A month that changes nothing is not recorded, so while a school is monitored its months are the workflow’s, if it answers. */
async function monthsNow(
  context: ApiContext,
  row: ReadSchoolYear,
  status: WorkflowStatus | undefined,
): Promise<SchoolYearRow['months']> {
  const now = status ?? (row.stage === 'monitoring' ? await workflowStatus(context, row) : undefined);
  return now?.months ?? row.months;
}

function decisionLogRoute(app: Api, context: ApiContext): void {
  const config = { action: 'read-decision-log', place: 'school' } as const;
  const schema = {
    tags,
    summary: 'read what was decided',
    params: schoolParams,
    response: answers({ 200: decisionLogSchema }),
  };
  app.get('/school-years/:academicYear/:urn/decision-log', { config, schema }, async (request) => {
    const { academicYear, urn } = request.params;
    const actor = currentActor(request);
    const sight = sightOfRow(actor, await schoolYearRow(context, academicYear, urn));
    const log = await listTransitions(context.db, schoolYearId(academicYear, urn));
    return withNotice(context.notice, { entries: [...presentLog(log, actor, sight)] });
  });
}

/** Waits until the workflow has handled every signal sent to it. @throws ApiProblem Busy when it has not in time */
async function settled({ gateway }: ApiContext, { workflow_id: workflowId }: SchoolYearRow): Promise<boolean> {
  if (workflowId === null) return false;
  try {
    if (await gateway.settles(workflowId)) return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'EngineUnreachable') return false;
    throw error;
  }
  throw new ApiProblem('Busy', 'The school-year is still handling messages. Try again in a moment.');
}

/** The workflow's answer; undefined where none runs or the engine does not answer, so that the page still opens. */
async function workflowStatus(
  { gateway }: ApiContext,
  { workflow_id: workflowId }: SchoolYearRow,
): Promise<WorkflowStatus | undefined> {
  if (workflowId === null) return undefined;
  try {
    return await gateway.query<WorkflowStatus>(workflowId, schoolYearQueries.status);
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'EngineUnreachable') return undefined;
    throw error;
  }
}
