import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { type RoundOutcome, type RoundRequest } from '../../contracts/activities.js';
import { type PlacesAssigned } from '../../domain/hubs/messages.js';
import { type PlaceDeferred } from '../../domain/support/messages.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { hubId as hubWorkflowId, supportId } from '../../contracts/workflow-ids.js';
import { urn as asUrn } from '../../domain/shared/urn.js';
import { dateAt } from '../../domain/shared/school-calendar.js';
import { assignPlaces, type PlaceAssignment } from '../../domain/hubs/assign-places.js';
import { type HubPathway } from '../../domain/support/pathway.js';
import { inPace } from '../adapters/pace.js';
import { type Dependencies } from '../dependencies.js';
import { readHubCandidates } from '../../database/hubs-and-support/hub-candidates.js';
import { readWaiting, unansweredOf, type WaitingSupport } from '../../database/hubs-and-support/waiting.js';
import { hubInput } from './hub-input.js';

const signalsPerSecond = 200;
/** The longest wait between two answers. A school whose answer takes longer is in the next round. */
const answersWithinMilliseconds = 60_000;

/** Gives the free places of each pathway to all waiting schools: signals the hubs which schools to take, and the other schools why they wait. */
export const assignRound =
  (dependencies: Dependencies) =>
  async (request: RoundRequest): Promise<RoundOutcome> => {
    const outcome = { placed: 0, waiting: 0 };
    for (const pathway of ['enhanced', 'regional'] as const) {
      const waiting = await readWaiting(dependencies.db, request.academicYear, pathway);
      if (waiting.length === 0) continue;
      const assignment = await assign(dependencies, request, { pathway, waiting });
      const placed = await signalHubs(dependencies, request, { pathway, assignment });
      await signalWaiting(dependencies, request, { waiting, assignment });
      await untilAnswered(dependencies, request, { waiting, placed });
      outcome.placed += placed.length;
      outcome.waiting += assignment.waiting.length;
    }
    return outcome;
  };

const matchedOn = ({ calendar, on }: RoundRequest): string => {
  const today = dateAt(calendar, Date.now());
  return today > on ? today : on;
};

async function assign(
  { db }: Dependencies,
  request: RoundRequest,
  { pathway, waiting }: { readonly pathway: HubPathway; readonly waiting: readonly WaitingSupport[] },
): Promise<PlaceAssignment> {
  const hubs = await readHubCandidates(db, request.academicYear, pathway);
  return assignPlaces(waiting, hubs, { pathway, on: matchedOn(request) });
}

interface Assigned {
  readonly waiting: readonly WaitingSupport[];
  readonly assignment: PlaceAssignment;
}

/**
 * One message to each hub: it takes the schools it has a place for, each once, however often it is signalled. A hub whose year is over is
 * not started again. @returns the URNs that were sent to a hub.
 */
async function signalHubs(
  { db, client }: Dependencies,
  request: RoundRequest,
  { pathway, assignment }: Pick<Assigned, 'assignment'> & { readonly pathway: HubPathway },
): Promise<readonly string[]> {
  const { academicYear, calendar } = request;
  const placed: string[] = [];
  const hubIds = [...new Set(assignment.found.map(({ hubId }) => hubId))];
  for (const hubId of hubIds) {
    const found = assignment.found.filter((place) => place.hubId === hubId);
    const fact: PlacesAssigned = {
      kind: 'placesAssigned',
      pathway,
      schools: found.map(({ urn, why }) => ({ urn, why })),
    };
    try {
      await client.workflow.signalWithStart('hub', {
        workflowId: hubWorkflowId(academicYear, hubId),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        taskQueue: taskQueues.schoolYear,
        args: [await hubInput(db, { academicYear, hubId, calendar, on: matchedOn(request) })],
        signal: fact.kind,
        signalArgs: [fact],
        staticSummary: `hub ${hubId}, ${academicYear}`,
      });
      placed.push(...found.map(({ urn }) => urn));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    heartbeat();
  }
  return placed;
}

/** Only schools whose reason is new to them. */
async function signalWaiting(
  { client }: Dependencies,
  { academicYear }: RoundRequest,
  { waiting, assignment }: Assigned,
): Promise<void> {
  const reasonShown = new Map(waiting.map(({ urn, waitingReason }) => [urn, waitingReason]));
  const news = assignment.waiting.filter(({ urn, reasonCode }) => reasonShown.get(urn) !== reasonCode);
  await inPace(
    news,
    signalsPerSecond,
    async ({ urn, reasonCode, why }) => {
      const fact: PlaceDeferred = { kind: 'placeDeferred', reasonCode, why };
      try {
        await client.workflow.getHandle(supportId(academicYear, asUrn(urn))).signal(fact.kind, fact);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    heartbeat,
  );
}

/** The next round must not place a school again that has not yet received the result of this one. */
async function untilAnswered(
  { db }: Dependencies,
  { academicYear }: RoundRequest,
  { waiting, placed }: Pick<Assigned, 'waiting'> & { readonly placed: readonly string[] },
): Promise<void> {
  const urns = new Set(placed);
  const asked = waiting.filter(({ urn }) => urns.has(urn));
  let left = asked.length;
  for (let giveUpAt = Date.now() + answersWithinMilliseconds; left > 0 && Date.now() < giveUpAt;) {
    await pause(200);
    heartbeat();
    const now = await unansweredOf(db, academicYear, asked);
    if (now < left) giveUpAt = Date.now() + answersWithinMilliseconds;
    left = now;
  }
}
