import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../contracts/search-attributes.js';
import { createProgress } from '../../engine/progress.js';
import { findOrStartTemporal } from '../../engine/temporal.js';

export interface RunningTemporal {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** A throw-away Temporal server, found or built the way the product itself does. */
export async function startTemporal(): Promise<RunningTemporal> {
  const folder = await mkdtemp(join(tmpdir(), 'abie-test-temporal-'));
  const engine = await findOrStartTemporal({
    folder,
    environment: process.env,
    progress: createProgress(),
    namespace: 'abie',
    searchAttributes: searchAttributeTypes,
  });
  return {
    address: engine.address,
    stop: async () => {
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
