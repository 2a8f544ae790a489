import { namingStage } from '../../../domain/naming/consent.js';
import { reachOf } from '../../../domain/process/access-policy.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { notFound } from '../../problems.js';
import { consentOf, findNaming, listNaming, type NamingRow } from '../../../database/naming/naming.js';
import { keyOfCursor, pageFrom } from '../shared/cursor.js';
import { withNotice, withoutNulls } from '../shared/present.js';
import { answers, schoolParams, yearParams } from '../shared/schemas.js';
import { namingDecisionRoutes } from './decisions.js';
import { namingQuery, namingSchema, namingsSchema, type NamingItem } from './schema.js';

const tags = ['naming'];

/** Whether schools may be named as examples in the reports of others. */
export function namingRoutes(app: Api, context: ApiContext): void {
  detailRoute(app, context);
  listRoute(app, context);
  namingDecisionRoutes(app, context);
}

function detailRoute(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-naming', place: 'school', isOpenWhileSuspended: true } as const;
  const schema = {
    tags,
    summary: 'read what a school was asked about being named, and what it answered',
    params: schoolParams,
    response: answers({ 200: namingSchema }),
  };
  app.get('/naming/:academicYear/:urn', { config, schema }, async (request) => {
    const row = await findNaming(db, request.params);
    if (!row) throw notFound('question to this school whether it may be named');
    const isOwn = reachOf(currentActor(request), config.action) === 'own-school';
    return withNotice(notice, present(row, isOwn));
  });
}

function listRoute(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'list-naming' } as const;
  const schema = {
    tags,
    summary: 'list the schools that were asked whether they may be named',
    params: yearParams,
    querystring: namingQuery,
    response: answers({ 200: namingsSchema }),
  };
  app.get('/naming/:academicYear', { config, schema }, async (request) => {
    const { cursor, limit } = request.query;
    const afterUrn = cursor === undefined ? '' : keyOfCursor(cursor, /^\d{6}$/);
    const found = await listNaming(db, request.params.academicYear, { afterUrn, limit });
    const { rows, ...page } = pageFrom(found, limit, ({ urn }) => urn);
    return withNotice(notice, { items: rows.map((row) => present(row, false)), ...page });
  });
}

/** A school sees the most reports that may name it, and nothing that identifies them. */
const present = (row: NamingRow, isOwn: boolean): NamingItem => ({
  urn: row.urn,
  stage: namingStage(consentOf(row), Date.now()),
  version: row.version,
  askedAt: row.asked_at.toISOString(),
  answerBy: row.answer_by.toISOString(),
  mostReports: row.most_reports,
  ...(!isOwn && { places: row.places }),
  ...withoutNulls({ answeredAt: row.answered_at?.toISOString() ?? null, contact: row.contact }),
});
