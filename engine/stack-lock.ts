import fs from 'node:fs';
import path from 'node:path';
import { codeOf } from './engine-problem.js';
import { isSameProcess, processFacts } from './process-facts.js';

/** The process that holds a stack. */
export interface LockHolder {
  readonly pid: number;
  readonly startedAs: string;
}

export type LockOutcome = { readonly release: () => void } | { readonly heldBy: LockHolder };

const lockFileIn = (folder: string): string => path.join(folder, 'stack.lock');
/** Enough for every process of a machine that starts at once to have its turn. */
const turns = 100;

/** Takes the folder's lock for this process, even from a holder that has died. */
export function takeLock(folder: string): LockOutcome {
  const lockFile = lockFileIn(folder);
  const own = JSON.stringify({ pid: process.pid, startedAs: processFacts(process.pid)?.startedAs ?? '' });
  const draft = `${lockFile}.${process.pid}`;
  fs.writeFileSync(draft, own, { mode: 0o600 });
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      if (tryLink(draft, lockFile))
        return {
          release: () => {
            releaseLock(lockFile, own);
          },
        };
      const text = readText(lockFile);
      if (text === undefined) continue;
      const holder = parseHolder(text);
      if (holder !== undefined && isSameProcess(holder.pid, holder.startedAs)) return { heldBy: holder };
      removeStale(lockFile, text);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  throw new Error(`The lock ${lockFile} could not be taken in ${turns} turns.`);
}

/** The living holder of the folder's lock, else undefined. */
export function lockHolder(folder: string): LockHolder | undefined {
  const holder = parseHolder(readText(lockFileIn(folder)) ?? '');
  return holder !== undefined && isSameProcess(holder.pid, holder.startedAs) ? holder : undefined;
}

function releaseLock(lockFile: string, own: string): void {
  if (readText(lockFile) === own) fs.rmSync(lockFile, { force: true });
}

/** A link is made with its content in one step, so nobody reads a half-written lock. */
function tryLink(draft: string, lockFile: string): boolean {
  try {
    fs.linkSync(draft, lockFile);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

/** Two processes may find the same stale lock: the slower one must not remove the lock that the faster one has made. */
function removeStale(lockFile: string, staleText: string): void {
  const aside = `${lockFile}.${process.pid}.stale`;
  try {
    fs.renameSync(lockFile, aside);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return;
    throw thrown;
  }
  if (readText(aside) !== staleText) tryLink(aside, lockFile);
  fs.rmSync(aside, { force: true });
}

function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const { pid, startedAs } = JSON.parse(text) as Partial<LockHolder>;
    return pid === undefined || startedAs === undefined ? undefined : { pid, startedAs };
  } catch {
    return undefined;
  }
}
