import { describe, expect, it } from 'vitest';
import { cacheSize, cacheSizeFor, memoryOfThisProcess } from '../../../workers/cache-size.js';

const gigabyte = 1024 ** 3;
const memory = { machineBytes: 8 * gigabyte, heapBytes: 4 * gigabyte };

describe('the size of the worker cache', () => {
  it('grows with the memory of the machine, of which it may fill an eighth', () => {
    expect(cacheSizeFor(memory)).toBe(Math.floor(1024 / 0.24));
    expect(cacheSizeFor({ ...memory, machineBytes: 4 * gigabyte })).toBe(Math.floor(512 / 0.24));
  });

  it('fills at most half of the heap', () => {
    expect(cacheSizeFor({ machineBytes: 256 * gigabyte, heapBytes: 4 * gigabyte })).toBe(Math.floor(2048 / 0.24));
  });

  it('is 200 on a machine too small for more', () => {
    expect(cacheSizeFor({ machineBytes: gigabyte / 8, heapBytes: gigabyte })).toBe(200);
  });

  it('is the value of ABIE_WORKER_CACHE where that is set', () => {
    expect(cacheSize({ ABIE_WORKER_CACHE: '50' }, memory)).toBe(50);
    expect(cacheSize({ ABIE_WORKER_CACHE: '' }, memory)).toBe(cacheSizeFor(memory));
    expect(cacheSize({}, memory)).toBe(cacheSizeFor(memory));
  });

  it('is refused where ABIE_WORKER_CACHE is not a whole number of at least 1', () => {
    for (const text of ['0', '-1', '1.5', 'many'])
      expect(() => cacheSize({ ABIE_WORKER_CACHE: text }, memory)).toThrow('ABIE_WORKER_CACHE');
  });

  it('is computed from memory that this machine really has', () => {
    const { machineBytes, heapBytes } = memoryOfThisProcess();
    expect(machineBytes).toBeGreaterThan(gigabyte / 4);
    expect(heapBytes).toBeGreaterThan(gigabyte / 4);
  });
});
