import { recallWorkflowId } from '../../../contracts/workflow-ids.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem, notFound } from '../../problems.js';
import { findRecall, listRecalls, type RecallRow } from '../../../database/recalls/recalls.js';
import { listTouched } from '../../../database/recalls/touched-schools.js';
import { recallBodies } from '../decisions/other-bodies.js';
import { decisionRoutes } from '../decisions/route.js';
import { keyOfCursor, pageFrom } from '../shared/cursor.js';
import { withNotice, withoutNulls } from '../shared/present.js';
import { answers, yearParams } from '../shared/schemas.js';
import {
  proposalSchema,
  proposedSchema,
  recallParams,
  recallSchema,
  recallsSchema,
  touchedQuery,
  touchedSchema,
} from './schema.js';

const tags = ['recalls'];
const read = { action: 'read-recalls' } as const;

/** Stopping reports that wrong data have reached: a proposal with its preview, a second person, redrafts, and the end. */
export function recallRoutes(app: Api, context: ApiContext): void {
  proposeRoute(app, context);
  readRoutes(app, context);
  touchedRoute(app, context);
  decisionRoutes(app, context, {
    tag: 'recalls',
    url: '/recalls/:recallId',
    params: recallParams,
    bodies: recallBodies,
    actionOf: (kind) => kind as keyof typeof recallBodies,
    workflowId: ({ recallId }) => recallWorkflowId(recallId),
    stateQuery: 'status',
    whyClosed: async ({ recallId }) => {
      const row = await findRecall(context.db, recallId);
      return row && `No decision about this recall is open; it is ${row.stage}.`;
    },
  });
}

function proposeRoute(app: Api, { gateway, audit }: ApiContext): void {
  const config = { action: 'propose-recall' } as const;
  const schema = {
    tags,
    summary: 'propose a recall',
    body: proposalSchema,
    response: answers({ 202: proposedSchema }),
  };
  app.post('/recalls', { config, schema, bodyLimit: 512 * 1024 }, async (request, reply) => {
    const proposedBy = currentActor(request);
    const { recallId } = request.body;
    const workflowId = recallWorkflowId(recallId);
    if (!(await gateway.startRecall(workflowId, { ...request.body, proposedBy }))) {
      const note = 'A recall with this id has already been proposed. Read it, or choose another id.';
      await audit.record({ workflowId, actor: proposedBy, kind: 'proposeRecall', isAccepted: false, note });
      throw new ApiProblem('AlreadyStarted', note);
    }
    return reply.code(202).send({ recallId, workflowId });
  });
}

function readRoutes(app: Api, { db, notice }: ApiContext): void {
  const listOf = { tags, summary: 'list recalls', params: yearParams, response: answers({ 200: recallsSchema }) };
  app.get('/recalls/of/:academicYear', { config: read, schema: listOf }, async (request) => {
    const rows = await listRecalls(db, request.params.academicYear);
    return withNotice(notice, { items: rows.map(present) });
  });
  const one = { tags, summary: 'read a recall', params: recallParams, response: answers({ 200: recallSchema }) };
  app.get('/recalls/:recallId', { config: read, schema: one }, async (request, reply) => {
    const row = await findRecall(db, request.params.recallId);
    if (!row) throw notFound('recall of this id');
    reply.header('etag', `"${row.version}"`);
    return withNotice(notice, present(row));
  });
}

function touchedRoute(app: Api, { db, notice }: ApiContext): void {
  const schema = {
    tags,
    summary: 'list the schools in a recall',
    params: recallParams,
    querystring: touchedQuery,
    response: answers({ 200: touchedSchema }),
  };
  app.get('/recalls/:recallId/schools', { config: read, schema }, async (request) => {
    const { cursor, limit } = request.query;
    const afterUrn = cursor === undefined ? '' : keyOfCursor(cursor, /^\d{6}$/);
    const found = await listTouched(db, request.params.recallId, { afterUrn, limit });
    const { rows, ...page } = pageFrom(found, limit, ({ urn }) => urn);
    const items = rows.map(
      ({ urn, stage_before: stageBefore, report_version_before: reportVersionBefore, outcome }) => ({
        urn,
        stageBefore,
        ...withoutNulls({ reportVersionBefore, outcome }),
      }),
    );
    return withNotice(notice, { items, ...page });
  });
}

const present = (row: RecallRow) => ({
  recallId: row.recall_id,
  academicYear: row.academic_year,
  version: row.version,
  stage: row.stage,
  purpose: row.purpose,
  scope: row.scope,
  reason: row.reason,
  proposedBy: row.proposed_by,
  touched: row.touched,
  problems: [...row.problems],
  updatedAt: row.updated_at.toISOString(),
  ...withoutNulls({ confirmedBy: row.confirmed_by, redrafts: row.redrafts }),
});
