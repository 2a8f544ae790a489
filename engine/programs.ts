import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Environment } from './environment.js';
import { rememberProgram } from './started.js';

/** The full path of a program on the environment's PATH, else undefined. */
export async function findProgram(name: string, environment: Environment): Promise<string | undefined> {
  for (const folder of (environment['PATH'] ?? '').split(path.delimiter)) {
    if (folder === '') continue;
    const candidate = path.join(folder, name);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

export async function isExecutable(file: string): Promise<boolean> {
  try {
    await fs.access(file, fs.constants.X_OK);
    return (await fs.stat(file)).isFile();
  } catch {
    return false;
  }
}

export interface ProgramRun {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly environment: Environment;
  readonly folder?: string;
  readonly limitMilliseconds: number;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly onLine?: (line: string) => void;
}

export interface ProgramResult {
  readonly succeeded: boolean;
  /** Both streams, line by line. */
  readonly lines: readonly string[];
  /** Why it failed, in one line. */
  readonly reason: string;
}

/** Runs a program to its end, or to its time limit. Never rejects. */
export function runProgram(run: ProgramRun): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const lines: string[] = [];
    const child = spawn(run.program, run.parameters, {
      env: { ...run.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: run.limitMilliseconds,
      killSignal: 'SIGKILL',
      ...(run.folder === undefined ? {} : { cwd: run.folder }),
      ...run.user,
    });
    rememberProgram(child);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        run.onLine?.(line);
      });
    }
    child.once('error', (error) => {
      resolve({ succeeded: false, lines, reason: error.message });
    });
    child.once('close', (code, signal) => {
      const last = lines.findLast((line) => line.trim() !== '') ?? 'it said nothing';
      const limit = `stopped after ${Math.round(run.limitMilliseconds / 1000)} s without an end`;
      resolve({ succeeded: code === 0, lines, reason: signal === 'SIGKILL' ? limit : last });
    });
  });
}
