import { type BaselineParameters } from '../../domain/baseline/parameters.js';
import {
  type SimilarCandidates,
  type SimilarColumns,
  similarColumns,
  similarParts,
} from '../../domain/baseline/similar-levels.js';

/** The search of one frame in memory that threads share. */
export interface SharedSearch {
  readonly candidates: SimilarCandidates;
  readonly parameters: BaselineParameters;
  readonly columns: SimilarColumns;
  /** The next part to take, and how many parts are done. */
  readonly progress: Int32Array;
}

const [next, done] = [0, 1];
const sharedMemory = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);

function shared<Values extends Float64Array | Uint8Array>(values: Values, copy: Values): Values {
  copy.set(values);
  return copy;
}

/** The search with its own copy of what it reads. */
export function sharedSearch(
  { field, isPlaced, poolNumbers, deviations }: SimilarCandidates,
  parameters: BaselineParameters,
): SharedSearch {
  const numbers = (values: Float64Array): Float64Array =>
    shared(values, new Float64Array(sharedMemory(values.byteLength)));
  const bytes = (values: Uint8Array): Uint8Array => shared(values, new Uint8Array(sharedMemory(values.byteLength)));
  return {
    candidates: {
      field: { dimensions: field.dimensions, coordinates: numbers(field.coordinates) },
      isPlaced: bytes(isPlaced),
      poolNumbers: bytes(poolNumbers),
      deviations: numbers(deviations),
    },
    parameters,
    columns: similarColumns(poolNumbers.length, sharedMemory),
    progress: new Int32Array(sharedMemory(2 * Int32Array.BYTES_PER_ELEMENT)),
  };
}

/** Does parts that no thread has taken until none is left; returns the number of all parts. */
export function takeParts({ candidates, parameters, columns, progress }: SharedSearch): number {
  const parts = similarParts(candidates, parameters, columns);
  for (;;) {
    const write = parts[Atomics.add(progress, next, 1)];
    if (write === undefined) return parts.length;
    write();
    Atomics.add(progress, done, 1);
    Atomics.notify(progress, done);
  }
}

const patienceMilliseconds = 60_000;

/** @throws Error when no part is finished for a minute: the thread that took it is gone. */
export function waitForParts({ progress }: SharedSearch, parts: number): void {
  for (let ready = Atomics.load(progress, done); ready < parts; ready = Atomics.load(progress, done))
    if (Atomics.wait(progress, done, ready, patienceMilliseconds) === 'timed-out')
      throw new Error('A thread of the search for similar schools has stopped. Run the command again.');
}
