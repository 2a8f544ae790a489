import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { similarLevels } from '../domain/baseline/similar-levels.js';
import { type SharedSearch, sharedSearch, takeParts, waitForParts } from './shared-search.js';

/** A search for similar schools that may go on while its frame is prepared. */
interface SearchThreads {
  /** Begins a search, and returns the columns into which it writes. */
  readonly levels: typeof similarLevels;
  /** Helps until all columns are written. */
  readonly finish: () => void;
}

const thread = new URL('search-thread.js', import.meta.url);

/** A second thread pays where there is a second processor; as TypeScript, in tests, there is no file that it could run. */
const canShare = (): boolean => availableParallelism() > 1 && existsSync(fileURLToPath(thread));

/** The search of a whole country is most of the time of a back-test, and its parts know nothing of each other. */
export function searchThreads(): SearchThreads {
  if (!canShare()) return { levels: similarLevels, finish: () => undefined };
  const helper = new Worker(thread);
  helper.unref();
  const searches: SharedSearch[] = [];
  return {
    levels: (candidates, parameters) => {
      const search = sharedSearch(candidates, parameters);
      searches.push(search);
      helper.postMessage(search);
      return search.columns;
    },
    finish: () => {
      for (const search of searches) waitForParts(search, takeParts(search));
      void helper.terminate();
    },
  };
}
