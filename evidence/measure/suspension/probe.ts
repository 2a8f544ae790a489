import { setTimeout as pause } from 'node:timers/promises';
import { type Read } from './addresses.js';

/** One read while something is being suspended or resumed; instants in milliseconds of `performance.now`. */
export interface Attempt {
  readonly address: string;
  readonly began: number;
  readonly ended: number;
  readonly isShown: boolean;
}

export interface Probe {
  readonly attempts: readonly Attempt[];
  readonly stop: () => Promise<void>;
}

const betweenReadsMilliseconds = 10;

/** Reads one school after another at every address, until it is stopped. */
export function probe(reads: Readonly<Record<string, Read>>, urns: readonly string[]): Probe {
  const attempts: Attempt[] = [];
  let isStopping = false;
  const hands = Object.entries(reads).map(async ([address, read], offset) => {
    for (let at = offset; !isStopping; at += 1) {
      const began = performance.now();
      const isShown = await read(urns[(at * 37) % urns.length] ?? '');
      attempts.push({ address, began, ended: performance.now(), isShown });
      await pause(betweenReadsMilliseconds);
    }
  });
  const done = Promise.all(hands);
  return {
    attempts,
    stop: async () => {
      isStopping = true;
      await done;
    },
  };
}

export interface AddressResult {
  readonly attempts: number;
  readonly shownAfter: number;
  /** When the last read that showed something had begun and ended, after the moment; missing where none did. */
  readonly lastBeganMilliseconds?: number;
  readonly lastEndedMilliseconds?: number;
}

/** By address: reads that began after a moment, and the last one that still showed something. */
export function readsAfter(attempts: readonly Attempt[], moment: number): Readonly<Record<string, AddressResult>> {
  const addresses = [...new Set(attempts.map(({ address }) => address))];
  return Object.fromEntries(
    addresses.map((address) => [
      address,
      resultOf(
        attempts.filter((attempt) => attempt.address === address),
        moment,
      ),
    ]),
  );
}

function resultOf(all: readonly Attempt[], moment: number): AddressResult {
  const late = all.filter(({ ended }) => ended > moment);
  const shown = late.filter(({ isShown }) => isShown);
  const last = (of: 'began' | 'ended'): number => Math.round(Math.max(...shown.map((one) => one[of])) - moment);
  return {
    attempts: late.length,
    shownAfter: shown.length,
    ...(shown.length > 0 && { lastBeganMilliseconds: last('began'), lastEndedMilliseconds: last('ended') }),
  };
}
