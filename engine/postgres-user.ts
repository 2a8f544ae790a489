import fs from 'node:fs/promises';
import path from 'node:path';
import { EngineProblem } from './engine-problem.js';
import { type Environment, isRoot } from './environment.js';
import { runProgram } from './programs.js';

export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

const userName = 'postgres';
const othersMayEnter = 0o001;
const quickMilliseconds = 10_000;

/**
 * The user PostgreSQL runs as when we are root, since it refuses to be root: `postgres`, made when missing. Undefined
 * when we are an ordinary user.
 * @throws EngineProblem when there is no such user and none can be made.
 */
export async function databaseUser(given: Environment): Promise<DatabaseUser | undefined> {
  if (!isRoot()) return undefined;
  // Many services do not have the programs of user administration on their path.
  const environment = { ...given, PATH: `${given['PATH'] ?? ''}:/usr/sbin:/usr/bin:/sbin:/bin` };
  const standing = await idsOf(environment);
  if (standing !== undefined) return standing;
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', userName]],
    ['adduser', ['-S', '-H', '-D', userName]],
  ];
  let reason = '';
  for (const [program, parameters] of commands) {
    const run = await runProgram({ program, parameters, environment, limitMilliseconds: quickMilliseconds });
    const made = await idsOf(environment);
    if (made !== undefined) return made;
    reason = run.reason;
  }
  throw new EngineProblem(
    `PostgreSQL refuses to run as root, and no user "${userName}" could be made for it (${reason}). Make that user, ` +
      'or run this command as an ordinary user, or set DATABASE_URL to a running PostgreSQL.',
  );
}

async function idsOf(environment: Environment): Promise<DatabaseUser | undefined> {
  const ask = async (option: string): Promise<number> => {
    const run = await runProgram({
      program: 'id',
      parameters: [option, userName],
      environment,
      limitMilliseconds: quickMilliseconds,
    });
    return run.succeeded ? Number.parseInt(run.lines[0] ?? '', 10) : Number.NaN;
  };
  const [uid, gid] = await Promise.all([ask('-u'), ask('-g')]);
  return Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { uid, gid };
}

/** Lets other users pass through the folder without listing it. */
export async function letOthersPass(folder: string): Promise<void> {
  const { mode } = await fs.stat(folder);
  if ((mode & othersMayEnter) === 0) await fs.chmod(folder, mode | othersMayEnter);
}

/** The outermost folder on the way to `folder` (itself included) that other users may not enter, else undefined. */
export async function closedFolderOnTheWay(folder: string): Promise<string | undefined> {
  const parts = path.resolve(folder).split(path.sep);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const step = parts.slice(0, depth).join(path.sep) || path.sep;
    const { mode } = await fs.stat(step);
    if ((mode & othersMayEnter) === 0) return step;
  }
  return undefined;
}
