import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { type Knex } from 'knex';
import { inject } from 'vitest';
import { type Dependencies } from '../../activities/dependencies.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { searchAttributeTypes } from '../../contracts/search-attributes.js';
import { ensureNamespace } from '../../engine/temporal-namespace.js';
import { startWorker, type RunningWorker } from '../../workers/worker.js';
import { testDatabase } from './database.js';

export const testBuild = { buildId: 'test-build', codePath: resolve('dist/workflow-bundle.js') };

/** The real engine and database of a test file: a namespace and a database of its own, and a worker on all queues. */
export interface TestStack {
  readonly address: string;
  readonly namespace: string;
  readonly client: Client;
  readonly db: Knex;
  readonly databaseUrl: string;
  readonly worker: RunningWorker;
  readonly stop: () => Promise<void>;
}

export async function testStack(more: Pick<Dependencies, 'placeRoundQuietMilliseconds'> = {}): Promise<TestStack> {
  if (!existsSync(testBuild.codePath)) throw new Error('The workflows are not bundled. Run: npm run build');
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const address = inject('temporalAddress');
  const namespace = `test-${randomUUID()}`;
  await ensureNamespace(
    { address, namespace, searchAttributes: searchAttributeTypes, retentionDays: 7, mayChange: true },
    10_000,
  );
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const database = await testDatabase();
  const dependencies: Dependencies = {
    db: database.db,
    client,
    buildId: testBuild.buildId,
    narrative: plainWriter,
    ...more,
  };
  const worker = await startWorker({ address, namespace, dependencies, bundle: testBuild });
  return {
    address,
    namespace,
    client,
    db: database.db,
    databaseUrl: database.url,
    worker,
    stop: async () => {
      await worker.stop();
      await connection.close();
      await database.dispose();
    },
  };
}
