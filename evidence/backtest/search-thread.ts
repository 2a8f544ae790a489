import { parentPort } from 'node:worker_threads';
import { type SharedSearch, takeParts } from './shared-search.js';

parentPort?.on('message', (search: SharedSearch) => {
  takeParts(search);
});
