import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';

const megabyte = 1024 ** 2;

/** A school-year in monitoring takes about 0.24 MB of a worker's heap. */
const megabytesPerSchoolYear = 0.24;

/** Small, because engine, database and API may share the machine, and a return makes a worker's heap grow in other ways too. */
const shareOfMachine = 1 / 8;
const shareOfHeap = 1 / 2;
const fewest = 200;

export interface Memory {
  /** Of the machine, or of the container where that is limited. */
  readonly machineBytes: number;
  /** The size to which the heap of this process may grow. */
  readonly heapBytes: number;
}

/** How many school-years a worker keeps in memory between their messages. One that it does not keep is replayed, at six times the cost. */
export const cacheSizeFor = ({ machineBytes, heapBytes }: Memory): number =>
  Math.max(
    fewest,
    Math.floor(Math.min(machineBytes * shareOfMachine, heapBytes * shareOfHeap) / megabyte / megabytesPerSchoolYear),
  );

export function memoryOfThisProcess(): Memory {
  const limit = process.constrainedMemory();
  const machineBytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { machineBytes, heapBytes: getHeapStatistics().heap_size_limit };
}

/**
 * The number in ABIE_WORKER_CACHE, else as many as the memory of this process allows.
 * @throws RangeError where the setting is not a whole number from 1
 */
export function cacheSize(environment: Readonly<Record<string, string | undefined>>, memory: Memory): number {
  const text = environment['ABIE_WORKER_CACHE'];
  if (text === undefined || text === '') return cacheSizeFor(memory);
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw new RangeError(`ABIE_WORKER_CACHE is "${text}"; give a whole number from 1, or leave it out.`);
}
