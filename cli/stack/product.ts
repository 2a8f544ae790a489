import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client } from '@temporalio/client';
import { openDatabase, type Database } from '../../database/database.js';
import { startApi, type RunningApi } from '../../api/server.js';
import { searchAttributeTypes } from '../../contracts/search-attributes.js';
import { startStack, type Stack } from '../../engine/stack.js';
import { type Progress } from '../../engine/progress.js';
import { migrate } from '../../migrations/run.js';
import { dependenciesFrom } from '../../workers/dependencies.js';
import { readBuildInfo } from '../../workers/build-info.js';
import { startWorker, type RunningWorker } from '../../workers/worker.js';
import { logInto } from '../log-file.js';
import { apiLogger } from '../api-logger.js';
import { termsIfKnown } from '../../academic-years/year-terms.js';
import { connectClient } from './temporal-client.js';

export const namespace = 'abie';

export interface ProductSettings {
  readonly name: string;
  readonly progress: Progress;
  /** The port that the person asked for; without one the stack keeps the port it had, or gets the first free one. */
  readonly apiPort: number | undefined;
  readonly firstApiPort: number;
}

/** The whole product in one process: engine, database, worker and API. */
export interface Product {
  readonly stack: Stack;
  readonly db: Database;
  readonly client: Client;
  readonly worker: RunningWorker;
  /** Starts the API; last, because its notice depends on the data that have been imported. */
  serve(notice: string | undefined): Promise<RunningApi>;
  /** Stops everything in order; calling it again changes nothing. */
  stop(): Promise<void>;
}

export async function startProduct({ name, progress, apiPort, firstApiPort }: ProductSettings): Promise<Product> {
  const stack = await startStack({
    name,
    environment: process.env,
    progress,
    namespace,
    searchAttributes: searchAttributeTypes,
    retentionDays: 90,
  });
  logInto(stack.folder);
  const db = openDatabase(stack.postgres.url);
  const migrations = await migrate(db);
  if (migrations.length > 0) progress.step('Database').done(`${migrations.length} migrations run`);
  const { client, close } = await connectClient(stack.temporal.address, stack.temporal.namespace);
  const { buildId } = readBuildInfo();
  const worker = await startWorker({
    address: stack.temporal.address,
    namespace: stack.temporal.namespace,
    dependencies: dependenciesFrom({ db, client, buildId }, process.env),
  });
  progress.step('Worker').done(`ready, build ${buildId}`);
  let api: RunningApi | undefined;
  let stopping: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    try {
      await api?.close();
      await worker.stop();
      await close();
      await db.destroy();
    } finally {
      await stack.stop();
    }
  };
  return {
    stack,
    db,
    client,
    worker,
    serve: async (notice) => {
      api = await startApi({
        db,
        client,
        buildId,
        signInSecret: signInSecret(stack.folder),
        isDevelopment: true,
        terms: termsIfKnown,
        logger: apiLogger(),
        host: '127.0.0.1',
        port: await stack.portFor('api', { asked: apiPort, first: firstApiPort }),
        ...(notice !== undefined && { banner: notice }),
      });
      stack.announce({ api: api.address });
      return api;
    },
    stop: () => (stopping ??= stopAll()),
  };
}

/** Kept with the stack, so that tokens stay valid after a restart. */
function signInSecret(folder: string): string {
  const path = join(folder, 'sign-in-secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(path, 'utf8');
}
