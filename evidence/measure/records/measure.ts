import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, type Client, type WorkflowHandle } from '@temporalio/client';
import { ApiClient, type Persona } from '../../../api/client/api-client.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { uniformDraws } from '../../random-draws.js';
import { connectClient } from '../../stack/client.js';
import { openDatabase } from '../../../database/database.js';
import { type Engine } from '../../stack/own-engine.js';
import { prepareSchool } from '../../stack/prepared-school.js';
import { startApiProgram } from '../../stack/program.js';
import { idOf, inventedUrn, settled } from '../../stack/school-year.js';
import { lostTasks } from '../../stack/history.js';
import { compareRecords, sumOf, type AuditRow, type Comparison, type LoggedDecision } from './compare.js';
import { driveYear, type Drive } from './driven-year.js';
import { Workers } from './killings.js';

export interface RecordsWanted {
  readonly kills: number;
  readonly seed: number;
  /** School-years driven at the same time. */
  readonly atOnce: number;
  readonly say: (text: string) => void;
}

export interface RecordsMeasured extends Comparison {
  readonly kills: number;
  readonly seed: number;
  readonly schoolYears: number;
  /** School-years whose workflow task still failed after the workers had run undisturbed for a while. */
  readonly unsettled: number;
  /** Plain `status` queries that were answered meanwhile. */
  readonly queries: number;
  readonly taken: number;
  readonly refused: number;
  /** Answers of the API other than taken, still coming or refused. */
  readonly serverErrors: number;
  /** Workflow tasks that timed out or failed, by the histories; a killed worker loses those it holds. */
  readonly lostTasks: number;
  readonly seconds: number;
}

const workerCount = 2;
const settlingMilliseconds = 90_000;
const queryMilliseconds = 30_000;
const auditor: Persona = { role: 'auditor', id: 'measuring-auditor' };

/** Kills workers during decisions, months and queries, then compares every history with its audit log. */
export async function measureRecords(
  engine: Engine,
  { kills, seed, atOnce, say }: RecordsWanted,
): Promise<RecordsMeasured> {
  const began = performance.now();
  const db = openDatabase(engine.databaseUrl);
  const { client, close } = await connectClient(engine);
  const server = await startApiProgram(engine);
  const workers = await Workers.start(engine, workerCount);
  const api = new ApiClient(server.address);
  const counts = { queries: 0, taken: 0, refused: 0, serverErrors: 0 };
  const draw = uniformDraws(seed);
  let isStopping = false;
  const drive: Drive = {
    api,
    client,
    draw: uniformDraws(seed + 1),
    isStopping: () => isStopping,
    count: (what) => (counts[what] += 1),
  };
  const schools: Urn[] = [];
  const lane = async (): Promise<void> => {
    while (!isStopping) {
      const school = inventedUrn(schools.length + 1);
      schools.push(school);
      await prepareSchool(db, school);
      await driveYear(drive, school);
    }
  };
  try {
    const lanes = Promise.all(Array.from({ length: atOnce }, lane));
    await Promise.race([workers.killAtRandom(kills, draw, say), lanes]);
    isStopping = true;
    await lanes;
    say(`Comparing ${schools.length} school-years.`);
    await workers.replaceAll();
    const handles = schools.map((school) => client.workflow.getHandle(idOf(school)));
    const compared = await compareAll({ client, api, workers, say }, handles);
    const seconds = Math.round((performance.now() - began) / 1000);
    return { kills, ...compared, schoolYears: schools.length, ...counts, seed, seconds };
  } finally {
    isStopping = true;
    await workers.stop();
    await server.stop();
    await close();
    await db.destroy();
  }
}

interface Comparing {
  readonly client: Client;
  readonly api: ApiClient;
  readonly workers: Workers;
  readonly say: (text: string) => void;
}

/** Waits until everything sent has been handled, drops every cached workflow, and compares each history with its rows. */
async function compareAll(
  { client, api, workers, say }: Comparing,
  handles: readonly WorkflowHandle[],
): Promise<Comparison & Pick<RecordsMeasured, 'unsettled' | 'lostTasks'>> {
  await Promise.all(handles.map((handle) => settled(handle, settlingMilliseconds).catch(ignored)));
  await workers.replaceAll();
  const compared: Comparison[] = [];
  let lost = 0;
  let unsettled = 0;
  for (const handle of handles) {
    lost += await lostTasks(handle);
    const log = await logOf(client, handle);
    if (!log) {
      unsettled += 1;
      say(`${handle.workflowId} does not settle.`);
      continue;
    }
    const comparison = compareRecords(log, await auditOf(api, handle.workflowId));
    compared.push(comparison);
    if (comparison.phantom + comparison.missing > 0) say(`${handle.workflowId}: ${JSON.stringify(comparison)}`);
  }
  return { ...sumOf(compared), unsettled, lostTasks: lost };
}

const ignored = (): undefined => undefined;

/**
 * What a history replays to; undefined where no worker can replay it, because its workflow task fails every time. A worker that has only just
 * started may not have asked the engine for work yet, and the engine then refuses a query at once.
 */
async function logOf(client: Client, handle: WorkflowHandle): Promise<readonly LoggedDecision[] | undefined> {
  const giveUpAt = Date.now() + queryMilliseconds;
  while (Date.now() < giveUpAt) {
    try {
      return await client.withDeadline(giveUpAt, () => handle.query<readonly LoggedDecision[]>('decisionLog'));
    } catch (error) {
      if (!isWithoutWorker(error)) return undefined;
      await pause(200);
    }
  }
  return undefined;
}

function isWithoutWorker(error: unknown): boolean {
  const { cause } = error as { readonly cause?: unknown };
  return isGrpcServiceError(cause) && (cause.code as number) === failedPrecondition;
}

/** The gRPC status. */
const failedPrecondition = 9;

/** Every row of a workflow's audit log, as an auditor reads them. */
async function auditOf(api: ApiClient, workflowId: string): Promise<readonly AuditRow[]> {
  const rows: AuditRow[] = [];
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await api.request<{ readonly items: readonly AuditRow[]; readonly nextCursor?: string }>(
      `/audit?workflowId=${encodeURIComponent(workflowId)}&limit=200${from}`,
      { as: auditor },
    );
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return rows;
}
