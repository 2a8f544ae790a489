import { type FastifyRequest } from 'fastify';
import { type Actor, type Role } from '../../domain/process/actor.js';
import { isPermitted, reachOf, type Action } from '../../domain/process/access-policy.js';
import { type Place } from '../../domain/process/reach.js';
import { academicYear as toAcademicYear, isAcademicYear } from '../../domain/shared/academic-year.js';
import { type Api } from '../api.js';
import { readChangedSchools } from '../../database/facts/changed-schools.js';
import { accessChain } from '../../database/audit-log.js';
import { type ApiContext } from '../context.js';
import { hubPlace, schoolPlace, type PlaceKind } from '../places.js';
import { ApiProblem, notPermitted } from '../problems.js';
import { actorOf, signedIn, type SignedIn } from './sign-in.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The action of the access policy that the route needs, or `open` for everybody. A route that names none is refused. */
    action?: Action | 'open';
    /** Finds the place of the route's subject; without it only a reach of `any` passes. */
    place?: PlaceKind;
    /** Whether the route answers while a recall holds the school, because it shows nothing of the report or its figures. */
    isOpenWhileSuspended?: boolean;
  }
  interface FastifyRequest {
    actor: Actor | null;
    place: Place | null;
  }
}

interface Subject {
  readonly academicYear?: string;
  readonly urn?: string;
  readonly hubId?: string;
}

/**
 * Refuses by default: no token, no known role, no action named or none permitted means no further step, before a body is read.
 * Then the place is looked up and the reach of the permission is checked. Each refusal is written to the audit log.
 */
export function installAuthorisation(app: Api, { db, audit }: Pick<ApiContext, 'db' | 'audit'>): void {
  app.decorateRequest('actor', null);
  app.decorateRequest('place', null);

  app.addHook('onRequest', async (request) => {
    const { action } = request.routeOptions.config;
    if (request.is404 || action === 'open') return;
    const person = signedIn(app, request.headers.authorization);
    const actor = actorOf(person);
    if (!actor) throw await refused(request, person, `There is no role "${person.role}" in this service.`);
    request.actor = actor;
    if (action === undefined || reachOf(actor, action) === undefined)
      throw await refused(request, actor, 'The role has no such permission.');
  });

  app.addHook('preHandler', async (request) => {
    const { action, place: kind } = request.routeOptions.config;
    if (request.is404 || action === 'open') return;
    const actor = currentActor(request);
    if (action === undefined) throw notPermitted();
    const reach = reachOf(actor, action);
    const place = kind === 'school' || kind === 'hub' ? await placeOf(kind, request.params as Subject) : {};
    request.place = place;
    if (reach === 'any' || (kind === 'narrowed' && reach !== undefined)) return;
    if (isPermitted(actor, action, place)) return;
    if (reach !== 'own-school' || !(await isCarriedOnBy(actor, request.params as Subject)))
      throw await refused(request, actor, 'The role has this permission elsewhere, not here.');
    request.actor = { ...actor, ...(place.urn !== undefined && { urn: place.urn }) };
  });

  /** A school that converted in mid-year has another URN, and its year runs under the one that it began with. */
  async function isCarriedOnBy({ urn: own }: Actor, { academicYear = '', urn = '' }: Subject): Promise<boolean> {
    if (!isAcademicYear(academicYear)) return false;
    const [school] = await readChangedSchools(db, toAcademicYear(academicYear), urn);
    return school?.change.kind === 'converted' && school.change.to === own;
  }

  async function refused(request: FastifyRequest, person: SignedIn, note: string): Promise<ApiProblem> {
    const { action } = request.routeOptions.config;
    const { academicYear, urn, hubId } = request.params as Subject;
    const actor: Actor = { ...person, role: person.role as Role };
    const body = { action, method: request.method, route: request.routeOptions.url, academicYear, urn, hubId };
    await audit.record({ workflowId: accessChain, actor, kind: 'accessRefused', isAccepted: false, note, body });
    return notPermitted();
  }

  const placeOf = (kind: 'school' | 'hub', { academicYear = '', urn = '', hubId = '' }: Subject): Promise<Place> =>
    kind === 'school' ? schoolPlace(db, academicYear, urn) : hubPlace(db, hubId);
}

/** The person who sends this request. @throws ApiProblem SignInNeeded where no token has been checked. */
export function currentActor(request: FastifyRequest): Actor {
  if (!request.actor) throw new ApiProblem('SignInNeeded', 'Send a bearer token in the Authorization header.');
  return request.actor;
}
