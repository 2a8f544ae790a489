import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type SimilarColumns, similarLevels } from '../../domain/baseline/similar-levels.js';
import { type SharedSearch, sharedSearch, takeParts, waitForParts } from './shared-search.js';

/** Searches for similar schools that may run while the caller does other work. */
interface SearchThreads {
  /** Begins a search, and returns the columns into which it writes. */
  readonly levels: typeof similarLevels;
  /** Helps until these columns are written. */
  readonly finish: (columns: SimilarColumns) => void;
  readonly end: () => void;
}

const thread = new URL('search-thread.js', import.meta.url);

/** A second thread helps only where there is a second processor. In tests, which run TypeScript, there is no file that it could run. */
const canShare = (): boolean => availableParallelism() > 1 && existsSync(fileURLToPath(thread));

/** The search of a whole country takes most of the time of a back-test, and its parts do not depend on each other. */
export function searchThreads(): SearchThreads {
  if (!canShare()) return { levels: similarLevels, finish: () => undefined, end: () => undefined };
  const helper = new Worker(thread);
  helper.unref();
  const searches = new Map<SimilarColumns, SharedSearch>();
  return {
    levels: (candidates, parameters) => {
      const search = sharedSearch(candidates, parameters);
      searches.set(search.columns, search);
      helper.postMessage(search);
      return search.columns;
    },
    finish: (columns) => {
      const search = searches.get(columns);
      if (search !== undefined) waitForParts(search, takeParts(search));
    },
    end: () => {
      void helper.terminate();
    },
  };
}
