import { type Actor } from '../../../domain/process/actor.js';
import { type AreaDecision } from '../../../domain/monitoring/area-event-messages.js';
import { type YearTerms } from '../../../domain/school-year/messages/input.js';
import { areaEventId } from '../../../contracts/workflow-ids.js';
import { isPermitted, reachOf, type Action } from '../../../domain/process/access-policy.js';
import {
  codesOfNobody,
  isCovered,
  windowWithin,
  type AreaEvent,
  type EventArea,
} from '../../../domain/monitoring/area-shock.js';
import { shockRefusal } from '../../../domain/monitoring/exemption.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem, notFound, notPermitted } from '../../problems.js';
import { findAreaEvent, listAreaEvents } from '../../../database/area-events.js';
import { monitoredSchools } from '../../../database/school-years/school-years.js';
import { withNotice } from '../shared/present.js';
import { answers, yearParams } from '../shared/schemas.js';
import { endSchema, eventParams, eventsSchema, openSchema, revokeSchema, startedSchema } from './schema.js';
import { termsOf } from './terms-of.js';

const tags = ['area-events'];

/** One event for many schools: opened, ended and revoked for all that it covers, whether it raised or lowered their attendance. */
export function areaEventRoutes(app: Api, context: ApiContext): void {
  openRoute(app, context);
  laterRoute(app, context, { path: 'end', action: 'end-area-event', body: endSchema });
  laterRoute(app, context, { path: 'revoke', action: 'revoke-area-event', body: revokeSchema });
  listRoute(app, context);
}

function openRoute(app: Api, context: ApiContext): void {
  const config = { action: 'open-area-event', place: 'narrowed' } as const;
  const schema = {
    tags,
    summary: 'open a local shock at every school of an area',
    params: yearParams,
    body: openSchema,
    response: answers({ 202: startedSchema }),
  };
  app.post('/area-events/:academicYear', { config, schema }, async (request, reply) => {
    const actor = currentActor(request);
    const { academicYear } = request.params;
    const { eventId: id, shockKind: kind, ...rest } = request.body;
    if (!isPermitted(actor, 'open-area-event', { regionCode: rest.area.regionCode })) throw notPermitted();
    const terms = termsOf(context, academicYear);
    const window = windowWithin(rest, terms.calendar);
    const unfit = window
      ? shockRefusal({ kind, ...window }, terms.calendar, terms.monitoringPolicy)
      : 'No day of the event is in this school year.';
    if (unfit !== undefined) throw new ApiProblem('ShockDatesUnfit', unfit);
    await requireSchools(context, academicYear, rest.area);
    const event = { id, kind, ...rest, openedBy: actor.id, openedAtMilliseconds: Date.now() };
    return reply.code(202).send(await start(context, terms, { actor, event, decision: { kind: 'open' } }));
  });
}

/** An event under an old code or an empty list would end with nobody noticing that no school was signalled. */
async function requireSchools({ db }: ApiContext, academicYear: string, area: EventArea): Promise<void> {
  const schools = await monitoredSchools(db, academicYear);
  const unknown = codesOfNobody(schools, area);
  if (unknown.length > 0)
    throw new ApiProblem(
      'CoversNoSchool',
      `No school that is monitored has the local authority code ${unknown.join(', ')}. Give the codes of the register; a reorganised authority has a new one.`,
    );
  if (!schools.some((school) => isCovered(school, area)))
    throw new ApiProblem('CoversNoSchool', 'The event covers no school that is monitored. Check its area and phase.');
}

type Later =
  | { readonly path: 'end'; readonly action: Action; readonly body: typeof endSchema }
  | { readonly path: 'revoke'; readonly action: Action; readonly body: typeof revokeSchema };

function laterRoute(app: Api, context: ApiContext, { path, action, body }: Later): void {
  const config = { action, place: 'narrowed' } as const;
  const schema = {
    tags,
    summary: `${path} the shock of an area at every school`,
    params: eventParams,
    body,
    response: answers({ 202: startedSchema }),
  };
  app.post(`/area-events/:academicYear/:eventId/${path}`, { config, schema }, async (request, reply) => {
    const actor = currentActor(request);
    const { academicYear, eventId } = request.params;
    const row = await findAreaEvent(context.db, academicYear, eventId);
    if (!row) throw notFound('event of this id');
    const { regionCode } = row.event.area;
    if (!isPermitted(actor, action, regionCode === undefined ? {} : { regionCode })) throw notPermitted();
    const decision = { kind: path, ...request.body } as AreaDecision;
    const terms = termsOf(context, academicYear);
    return reply.code(202).send(await start(context, terms, { actor, event: row.event, decision }));
  });
}

function listRoute(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-area-events', place: 'narrowed' } as const;
  const schema = {
    tags,
    summary: 'list the events of areas',
    params: yearParams,
    response: answers({ 200: eventsSchema }),
  };
  app.get('/area-events/:academicYear', { config, schema }, async (request) => {
    const actor = currentActor(request);
    const regionCode = reachOf(actor, 'read-area-events') === 'any' ? undefined : (actor.regionCode ?? '');
    const rows = await listAreaEvents(db, request.params.academicYear, regionCode);
    const items = rows.map(({ event, ...row }) => ({
      eventId: row.event_id,
      regionCode: row.region_code,
      shockKind: event.kind,
      from: event.from,
      to: event.to,
      evidence: event.evidence,
      openedBy: event.openedBy,
      signalled: row.signalled,
      isRevoked: row.is_revoked,
      ...(row.ended_on !== null && { endedOn: row.ended_on }),
    }));
    return withNotice(notice, { items });
  });
}

interface Decided {
  readonly actor: Actor;
  readonly event: AreaEvent;
  readonly decision: AreaDecision;
}

async function start(
  { gateway, audit }: ApiContext,
  { academicYear, calendar }: YearTerms,
  { actor, event, decision }: Decided,
): Promise<{ readonly eventId: string; readonly workflowId: string }> {
  const workflowId = areaEventId(academicYear, event.id, decision.kind);
  if (!(await gateway.startAreaEvent(workflowId, { academicYear, calendar, event, decision, actor })))
    throw new ApiProblem('AlreadyStarted', 'The schools of the event have already been sent this.');
  const note = `A local shock of an area: ${decision.kind}.`;
  await audit.record({ workflowId, actor, kind: `${decision.kind}AreaEvent`, isAccepted: true, note });
  return { eventId: event.id, workflowId };
}
