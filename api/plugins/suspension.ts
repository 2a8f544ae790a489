import { type Database } from '../../database/database.js';
import { type Api } from '../api.js';
import { accessChain } from '../../database/audit-log.js';
import { type AuditWriter } from '../audit-writer.js';
import { ApiProblem } from '../problems.js';
import { isSuspended } from '../../database/suspensions.js';
import { currentActor } from './authorise.js';

/** While a recall holds a school, no address of that school answers or takes a decision, for any role, except those that show nothing of it. Runs after the authorisation. */
export function installSuspension(
  app: Api,
  { db, audit }: { readonly db: Database; readonly audit: AuditWriter },
): void {
  app.addHook('preHandler', async (request) => {
    const { place, action, isOpenWhileSuspended } = request.routeOptions.config;
    if (request.is404 || place !== 'school' || isOpenWhileSuspended) return;
    const { academicYear = '', urn = '' } = request.params as { academicYear?: string; urn?: string };
    if (!(await isSuspended(db, academicYear, urn))) return;
    const actor = currentActor(request);
    const note = 'The school-year is suspended.';
    const body = { action, method: request.method, route: request.routeOptions.url, academicYear, urn };
    await audit.record({ workflowId: accessChain, actor, kind: 'suspensionHeld', isAccepted: false, note, body });
    throw suspendedProblem();
  });
}

const suspendedProblem = (): ApiProblem =>
  new ApiProblem(
    'Suspended',
    'This school-year is suspended while its report is checked. Until that ends, nobody can read it or decide about it. You will be notified when it ends.',
  );
