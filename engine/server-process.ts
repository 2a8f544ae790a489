import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Environment } from './environment.js';
import { isSameProcess, processFacts } from './process-facts.js';
import { rememberServer } from './started.js';

/** A server that stops with us, started by us or left over from a run that was killed. */
export interface ServerProcess {
  readonly pid: number;
  readonly startedAs: string;
  /** Resolves when the process is gone, for any reason. */
  readonly ended: Promise<void>;
  isRunning(): boolean;
  /** Sends the signals in turn, waits its time after each, and sends SIGKILL if the process is still there. */
  stop(): Promise<void>;
}

export interface StopSignal {
  readonly signal: NodeJS.Signals;
  readonly patienceMilliseconds: number;
}

export interface ServerCommand {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly logFile: string;
  readonly folder: string;
  readonly environment: Environment;
  readonly stopSignals: readonly StopSignal[];
  /** Another user to run as; only root may. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * Starts a server that writes to a log file, which is emptied at each start. It gets a process group of its own, so that
 * Ctrl-C on a terminal reaches only us and we decide the order of stopping.
 * @throws when the program can't be executed.
 */
export async function startServer(command: ServerCommand): Promise<ServerProcess> {
  if (fs.existsSync(command.logFile)) fs.renameSync(command.logFile, `${command.logFile}.previous`);
  const log = fs.openSync(command.logFile, 'a', 0o600);
  const child = spawnPrivately(command, log);
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  } finally {
    fs.closeSync(log);
  }
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => {
      resolve();
    });
  });
  return watched(child.pid ?? 0, ended, command.stopSignals);
}

/** Only the server's own user can read its files, although others may pass through the folder. */
function spawnPrivately(command: ServerCommand, log: number): ChildProcess {
  const ownMask = process.umask(0o077);
  try {
    return spawn(command.program, command.parameters, {
      cwd: command.folder,
      env: { ...command.environment },
      detached: true,
      stdio: ['ignore', log, log],
      ...command.user,
    });
  } finally {
    process.umask(ownMask);
  }
}

/** Takes over a living process that an earlier run left behind; undefined when it is gone. */
export function adoptServer(pid: number, stopSignals: readonly StopSignal[]): ServerProcess | undefined {
  const facts = processFacts(pid);
  if (facts === undefined) return undefined;
  const ended = new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      if (isSameProcess(pid, facts.startedAs)) return;
      clearInterval(watch);
      resolve();
    }, 500);
    watch.unref();
  });
  return watched(pid, ended, stopSignals);
}

function watched(pid: number, ended: Promise<void>, stopSignals: readonly StopSignal[]): ServerProcess {
  const startedAs = processFacts(pid)?.startedAs ?? '';
  const firstSignal = stopSignals[0]?.signal ?? 'SIGTERM';
  const stopWithUs = (): void => {
    if (isSameProcess(pid, startedAs)) process.kill(pid, firstSignal);
  };
  process.on('exit', stopWithUs);
  void ended.then(() => process.off('exit', stopWithUs));
  const isRunning = (): boolean => isSameProcess(pid, startedAs);
  const stop = (): Promise<void> => stopProcess(pid, startedAs, stopSignals);
  rememberServer(
    {
      stop,
      kill: () => {
        killAtOnce(pid, startedAs, stopSignals);
      },
    },
    ended,
  );
  return { pid, startedAs, ended, isRunning, stop };
}

/** Ends the recorded process and waits until it is gone; does nothing when it is gone already. */
async function stopProcess(pid: number, startedAs: string, stopSignals: readonly StopSignal[]): Promise<void> {
  for (const { signal, patienceMilliseconds } of [...stopSignals, lastResort]) {
    if (!isSameProcess(pid, startedAs)) return;
    process.kill(pid, signal);
    const deadline = performance.now() + patienceMilliseconds;
    while (performance.now() < deadline) {
      if (!isSameProcess(pid, startedAs)) return;
      await pause(25);
    }
  }
}

/** A server with a signal for ending at once gets that one, because it takes its children with it; any other one SIGKILL. */
function killAtOnce(pid: number, startedAs: string, stopSignals: readonly StopSignal[]): void {
  if (isSameProcess(pid, startedAs)) process.kill(pid, stopSignals.slice(1).at(-1)?.signal ?? 'SIGKILL');
}

const lastResort: StopSignal = { signal: 'SIGKILL', patienceMilliseconds: 5000 };

/** The last lines of a server's log, for an error message; empty when there is none. */
export function logTail(logFile: string, lineCount = 5): string {
  try {
    return fs.readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lineCount).join('\n');
  } catch {
    return '';
  }
}
