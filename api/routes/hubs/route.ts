import { hubId } from '../../../contracts/workflow-ids.js';
import { reachOf } from '../../../domain/process/access-policy.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { notFound, notPermitted } from '../../problems.js';
import { findHub, listHubs } from '../../../database/hubs-and-support/hubs.js';
import { hubBodies } from '../decisions/other-bodies.js';
import { decisionRoutes } from '../decisions/route.js';
import { withNotice } from '../shared/present.js';
import { answers, hubParams, yearParams } from '../shared/schemas.js';
import { presentHub } from './presenter.js';
import { hubSchema, hubsSchema } from './schema.js';

const tags = ['hubs'];
const stateQuery = 'status';

/** Hubs of a year: the list, a page each, and the decision about their places. */
export function hubRoutes(app: Api, context: ApiContext): void {
  listRoute(app, context);
  detailRoute(app, context);
  decisionRoutes(app, context, {
    tag: 'hubs',
    url: '/hubs/:academicYear/:hubId',
    params: hubParams,
    bodies: hubBodies,
    place: 'hub',
    actionOf: (kind) => (kind === 'closeHub' ? 'closeHub' : 'changeCapacity'),
    workflowId: (params) => hubId(params.academicYear, params.hubId),
    stateQuery,
    whyClosed: async (params) => {
      const row = await findHub(context.db, params.academicYear, params.hubId);
      return row && 'The year of this hub has not begun, or has ended; no decision about it is open.';
    },
  });
}

function listRoute(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-hubs', place: 'narrowed' } as const;
  const schema = { tags, summary: 'list hubs', params: yearParams, response: answers({ 200: hubsSchema }) };
  app.get('/hubs/:academicYear', { config, schema }, async (request) => {
    const actor = currentActor(request);
    const isNarrowed = reachOf(actor, 'read-hubs') !== 'any';
    if (isNarrowed && actor.regionCode === undefined) throw notPermitted();
    const rows = await listHubs(db, request.params.academicYear, isNarrowed ? actor.regionCode : undefined);
    return withNotice(notice, { items: rows.map((row) => presentHub(request.params.academicYear, row)) });
  });
}

function detailRoute(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-hubs', place: 'hub' } as const;
  const schema = { tags, summary: 'read a hub', params: hubParams, response: answers({ 200: hubSchema }) };
  app.get('/hubs/:academicYear/:hubId', { config, schema }, async (request, reply) => {
    const { academicYear } = request.params;
    const row = await findHub(db, academicYear, request.params.hubId);
    if (!row) throw notFound('hub of this id');
    const hub = presentHub(academicYear, row);
    if (hub.version !== undefined) reply.header('etag', `"${hub.version}"`);
    return withNotice(notice, hub);
  });
}
