import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { endStarted, killStarted } from '../engine/started.js';
import { say } from './output.js';

type StopSignal = 'SIGINT' | 'SIGTERM';

/** npm passes on a Ctrl-C that the terminal has sent to us already; a person's second one comes later than that. */
const sameKeyMilliseconds = 400;
/** How long work in hand may take to end in order before the servers under it are stopped. */
const orderlyMilliseconds = 8_000;

interface Interruption {
  /** Ends what the command runs, in order. */
  readonly stop: () => Promise<void>;
  /** True when being stopped is the command's normal end. */
  readonly isNormalEnd: boolean;
  /** How long `stop` may take before the servers under it are stopped. */
  readonly patienceMilliseconds?: number;
}

let current: Interruption | undefined;
let firstAt: number | undefined;

/** Says how the running command is to be stopped; until then, and without it, the servers it has started are stopped. */
export function stopWith(interruption: Interruption | undefined): void {
  current = interruption;
}

/** True once the person has asked this process to end. */
export const isInterrupted = (): boolean => firstAt !== undefined;

/**
 * Ctrl-C and SIGTERM end every command within seconds and leave no process behind; a second Ctrl-C ends it at once.
 * Installed before anything is started.
 */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(signal));
}

async function end(signal: StopSignal): Promise<void> {
  if (firstAt !== undefined) {
    if (performance.now() - firstAt < sameKeyMilliseconds) return;
    killStarted();
    process.exit(codeOf(signal));
  }
  firstAt = performance.now();
  say('Stopping. Press Ctrl-C again to stop at once.');
  const { stop, isNormalEnd, patienceMilliseconds = orderlyMilliseconds } = current ?? nothingToStop;
  await Promise.race([stop().catch(() => undefined), pause(patienceMilliseconds)]);
  await endStarted();
  process.exit(isNormalEnd ? 0 : codeOf(signal));
}

const nothingToStop: Interruption = { stop: () => Promise.resolve(), isNormalEnd: false };

const codeOf = (signal: StopSignal): number => 128 + constants.signals[signal];
