import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { start } from '../support/command.js';
import { testDatabase } from '../support/database.js';
import { temporaryHome } from '../support/home.js';

let home: Awaited<ReturnType<typeof temporaryHome>>;
beforeAll(async () => {
  home = await temporaryHome();
});
afterAll(() => home.remove());

/** Processes that have the folder in their command line: the servers of its stacks. */
const serversOf = (folder: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });

interface Ended {
  readonly code: number | null;
  readonly seconds: number;
  readonly errors: string;
}

/** Waits until standard error holds the words, sends the signals half a second apart, and waits for the end. */
async function signalled(child: ChildProcess, words: RegExp, signals: readonly NodeJS.Signals[]): Promise<Ended> {
  let errors = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const closed = new Promise<number | null>((resolve) => child.once('exit', resolve));
  while (!words.test(errors)) {
    if (child.exitCode !== null) throw new Error(`The command ended before it was asked to.\n${errors}`);
    await pause(50);
  }
  const from = performance.now();
  for (const [index, signal] of signals.entries()) {
    if (index > 0) await pause(500);
    child.kill(signal);
  }
  const code = await closed;
  return { code, seconds: (performance.now() - from) / 1000, errors };
}

/** Servers get a moment where the process did not wait for them. */
async function expectNothingLeft(): Promise<void> {
  const giveUpAt = performance.now() + 5_000;
  while (serversOf(home.folder).length > 0 && performance.now() < giveUpAt) await pause(100);
  expect(serversOf(home.folder)).toEqual([]);
}

const whileRunning = /Worker: ready/;
const up = ['up', '--schools', '60', '--port', '3400'];
const year = ['year', '--schools', '60', '--port', '3401'];

test.skipIf(!existsSync('/proc')).each([
  ['up', up, ['SIGINT'], 130],
  ['up', up, ['SIGTERM'], 143],
  ['up', up, ['SIGINT', 'SIGINT'], 130],
  ['year', year, ['SIGINT'], 130],
  ['year', year, ['SIGTERM'], 143],
] as const)(
  'abie %s (%j), asked by %j to end while it works, ends within seconds with %i and leaves no server',
  { timeout: 240_000 },
  async (_name, words, signals, code) => {
    const ended = await signalled(start(home.folder, words), whileRunning, signals);
    expect(ended.code, ended.errors).toBe(code);
    expect(ended.seconds).toBeLessThan(30);
    expect(ended.errors).not.toMatch(/\n\s+at /);
    await expectNothingLeft();
  },
);

test.skipIf(!existsSync('/proc')).each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'abie up, asked by %s to end while its servers start, leaves none',
  { timeout: 120_000 },
  async (signal, code) => {
    const ended = await signalled(start(home.folder, up), /PostgreSQL: (starting|making)|Temporal: starting/, [signal]);
    expect(ended.code, ended.errors).toBe(code);
    await expectNothingLeft();
  },
);

test.skipIf(!existsSync('/proc')).each(['SIGINT', 'SIGTERM'] as const)(
  'npm run dev, asked by %s to end, leaves neither build nor server',
  { timeout: 240_000 },
  async (signal) => {
    const child = spawn(process.execPath, ['bin/dev.js', '--schools', '60', '--port', '3402'], {
      env: { ...process.env, ABIE_HOME: home.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await signalled(child, whileRunning, [signal]);
    await expectNothingLeft();
  },
);

test.each(['SIGINT', 'SIGTERM'] as const)(
  'abie worker ends within seconds on %s',
  { timeout: 120_000 },
  async (signal) => {
    const database = await testDatabase();
    const child = spawn(process.execPath, ['bin/abie.js', 'worker'], {
      env: {
        ...process.env,
        ABIE_HOME: home.folder,
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: inject('temporalAddress'),
        TEMPORAL_NAMESPACE: 'abie',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = await signalled(child, /Worker ready/, [signal]);
    expect(ended.code, ended.errors).toBe(0);
    expect(ended.seconds).toBeLessThan(30);
    await database.dispose();
  },
);
