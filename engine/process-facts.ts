import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Distinguishes a process from a later one with the same id. */
export interface ProcessFacts {
  readonly startedAs: string;
  readonly commandLine: string;
}

/**
 * Facts of a living process, else undefined. A zombie counts as ended: in a container whose first process reaps
 * nobody, a killed server stays in the table for good.
 */
export function processFacts(pid: number): ProcessFacts | undefined {
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return fs.existsSync('/proc/self/stat') ? factsFromProc(pid) : factsFromPs(pid);
}

/** True while the process that was recorded is alive, and not a later one with its id. */
export function isSameProcess(pid: number, startedAs: string): boolean {
  return processFacts(pid)?.startedAs === startedAs;
}

function factsFromProc(pid: number): ProcessFacts | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in brackets, may contain spaces, so fields are counted after it (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startedAs] = [fields[0], fields[19]];
    if (state === undefined || startedAs === undefined || state === 'Z' || state === 'X') return undefined;
    return { startedAs, commandLine: fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() };
  } catch {
    return undefined;
  }
}

function factsFromPs(pid: number): ProcessFacts | undefined {
  const ask = (field: string): string =>
    spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  const state = ask('state');
  if (state === '' || state.startsWith('Z')) return undefined;
  return { startedAs: ask('lstart'), commandLine: ask('command') };
}
