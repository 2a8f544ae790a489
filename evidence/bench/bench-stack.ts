import { type Client, type WorkflowHandle } from '@temporalio/client';
import { ApiClient } from '../../api/client/api-client.js';
import { type Urn } from '../../domain/shared/urn.js';
import { connectClient } from '../stack/client.js';
import { openDatabase, type Database } from '../../database/database.js';
import { startOwnEngine } from '../stack/own-engine.js';
import { prepareSchool } from '../stack/prepared-school.js';
import { startApiProgram, startProgram, startWorkerProgram } from '../stack/program.js';
import { idOf, inventedUrn, startSchoolYear } from '../stack/school-year.js';
import { bareQueue } from './bare/queue.js';
import { cpuSecondsOf, MemoryWatch, type Watched } from './processes.js';

/** A school-year of either kind, and its school. */
export interface Year {
  readonly school: Urn;
  readonly handle: WorkflowHandle;
}

/** The product and the bare workflows, as they take the same messages. */
export type Kind = 'product' | 'bare';

export interface BenchStack {
  readonly client: Client;
  readonly api: ApiClient;
  /** Schools that no round has used before, with their drafts prepared. */
  readonly schools: (count: number) => Promise<readonly Urn[]>;
  readonly start: (kind: Kind, school: Urn) => Promise<Year>;
  readonly cpuSeconds: () => Readonly<Record<string, number>>;
}

export interface BenchOptions {
  readonly name: string;
  /** School-years that each worker keeps in memory; without it, the product's own default. */
  readonly cache?: number;
}

const bareCache = 1_000;

/** Runs a bench on a stack of its own, each part in a process of its own. @returns its result, with the peak memory of each */
export async function onBenchStack<Result extends object>(
  { name, cache }: BenchOptions,
  bench: (stack: BenchStack) => Promise<Result>,
): Promise<Result & { readonly peakMegabytes: Readonly<Record<string, number>> }> {
  const engine = await startOwnEngine(`bench-${name}`);
  const db = openDatabase(engine.databaseUrl);
  const { client, close } = await connectClient(engine);
  const api = await startApiProgram(engine);
  const worker = await startWorkerProgram(engine, cache === undefined ? {} : { ABIE_WORKER_CACHE: String(cache) });
  const bareWords = [
    'dist/evidence/bench/bare/worker.js',
    engine.address,
    engine.namespace,
    String(cache ?? bareCache),
  ];
  const bareWorker = await startProgram(bareWords, {}, 'Bare worker ready');
  const watched: Watched = {
    ...engine.pids,
    api: api.pid,
    worker: worker.pid,
    bareWorker: bareWorker.pid,
    client: process.pid,
  };
  const memory = new MemoryWatch(watched);
  try {
    const result = await bench({
      client,
      api: new ApiClient(api.address),
      schools: preparing(db),
      start: (kind, school) => startYear(client, kind, school),
      cpuSeconds: () => cpuSecondsOf(watched),
    });
    return { ...result, peakMegabytes: memory.stop() };
  } finally {
    memory.stop();
    await Promise.all([worker.stop(), bareWorker.stop(), api.stop()]);
    await close();
    await db.destroy();
    await engine.stop();
  }
}

function preparing(db: Database): (count: number) => Promise<readonly Urn[]> {
  let prepared = 0;
  return async (count) => {
    const schools = Array.from({ length: count }, (_, index) => inventedUrn(prepared + index + 1));
    prepared += count;
    for (const school of schools) await prepareSchool(db, school);
    return schools;
  };
}

async function startYear(client: Client, kind: Kind, school: Urn): Promise<Year> {
  if (kind === 'product') return { school, handle: await startSchoolYear(client, school) };
  const options = { workflowId: `bare-${idOf(school)}`, taskQueue: bareQueue };
  return { school, handle: await client.workflow.start('bareSchoolYear', options) };
}
