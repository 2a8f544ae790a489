import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client } from '@temporalio/client';
import { type Knex } from 'knex';
import { plainWriter } from '../../../../activities/narrative/plain-writer.js';
import { type AcademicYear } from '../../../../domain/shared/academic-year.js';
import { importFolder } from '../../../../importers/import-folder.js';
import { generateEngland, type EnglandSetting } from '../../../../demo/england/england.js';
import { startWorker, type RunningWorker } from '../../../../workers/worker.js';
import { testBuild, testStack } from '../../../support/stack.js';

export interface EngineStack {
  readonly db: Knex;
  readonly client: Client;
  /** Ends the worker, so that nobody takes work until it is started again. */
  readonly stopWorker: () => Promise<void>;
  readonly startWorker: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Of every invented England in these tests. */
export const seed = 7;

/** The real engine and database of a test file, with an invented England imported; `latestYear` as the England's own. */
export async function engineStack(schools = 60, latestYear?: AcademicYear): Promise<EngineStack> {
  const stack = await testStack();
  const { db, client, address, namespace } = stack;
  await importInvented(db, { schools, ...(latestYear && { latestYear }) });
  let again: RunningWorker | undefined;
  return {
    db,
    client,
    stopWorker: async () => {
      await stack.worker.stop();
      await again?.stop();
    },
    startWorker: async () => {
      const dependencies = { db, client, buildId: testBuild.buildId, narrative: plainWriter };
      again = await startWorker({ address, namespace, dependencies, bundle: testBuild });
    },
    stop: async () => {
      await again?.stop();
      await stack.stop();
    },
  };
}

async function importInvented(db: Knex, england: Pick<EnglandSetting, 'schools' | 'latestYear'>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'abie-api-test-'));
  try {
    await generateEngland({ ...england, seed, folder });
    const files = await importFolder(db, folder, { importedBy: 'test', importedAt: new Date() });
    const refused = files.filter(({ outcome }) => outcome.outcome === 'refused');
    if (refused.length > 0)
      throw new Error(`Files of the invented England were refused: ${JSON.stringify(refused).slice(0, 2_000)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
