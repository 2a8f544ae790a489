import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../contracts/search-attributes.js';
import { createProgress } from '../../engine/progress.js';
import { startStack } from '../../engine/stack.js';
import { migrate } from '../../migrations/run.js';
import { openDatabase } from '../../database/database.js';

/** Where an engine and a migrated database of the product answer. */
export interface Engine {
  /** `host:port` of the engine's frontend. */
  readonly address: string;
  readonly namespace: string;
  readonly databaseUrl: string;
}

export interface OwnEngine extends Engine {
  readonly pids: { readonly engine?: number; readonly postgres?: number };
  readonly stop: () => Promise<void>;
}

/** An engine on its file and a PostgreSQL, as a stack has them, in a folder that goes away with them. @throws EngineProblem */
export async function startOwnEngine(name: string): Promise<OwnEngine> {
  const home = await mkdtemp(join(tmpdir(), `abie-${name}-`));
  // PostgreSQL may run as a user of its own, who has to pass through this folder.
  await chmod(home, 0o711);
  const stack = await startStack({
    name,
    environment: { ...process.env, ABIE_HOME: home },
    progress: createProgress(),
    namespace: 'abie',
    searchAttributes: searchAttributeTypes,
    retentionDays: 7,
  });
  const { temporal, postgres } = stack;
  const db = openDatabase(postgres.url);
  await migrate(db).finally(() => db.destroy());
  return {
    address: temporal.address,
    namespace: temporal.namespace,
    databaseUrl: postgres.url,
    pids: {
      ...(temporal.pid !== undefined && { engine: temporal.pid }),
      ...(postgres.pid !== undefined && { postgres: postgres.pid }),
    },
    stop: async () => {
      await stack.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
