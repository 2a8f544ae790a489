import fs from 'node:fs/promises';
import path from 'node:path';
import { EngineProblem } from './engine-problem.js';
import { type Environment, isRoot, setting, userFolder } from './environment.js';

/**
 * Where stacks keep their data: `ABIE_HOME`; for root `/var/lib/abie`, because PostgreSQL runs as a user of its own
 * who may not enter root's home; else the XDG data folder.
 */
export function homeFolder(environment: Environment, asRoot: boolean = isRoot()): string {
  const chosen = setting(environment, 'ABIE_HOME');
  if (chosen !== undefined) return path.resolve(chosen);
  if (asRoot) return '/var/lib/abie';
  const data = setting(environment, 'XDG_DATA_HOME') ?? path.join(userFolder(environment), '.local', 'share');
  return path.join(data, 'abie');
}

/** Where programs that were downloaded or built are kept; safe to delete. */
export function cacheFolder(environment: Environment): string {
  const cache = setting(environment, 'XDG_CACHE_HOME') ?? path.join(userFolder(environment), '.cache');
  return path.join(cache, 'abie');
}

/** The folder of programs inside the cache. */
export function cachedProgramFolder(environment: Environment): string {
  return path.join(cacheFolder(environment), 'bin');
}

/**
 * The folder of one stack.
 * @throws EngineProblem when the name could not be a folder's name on every system.
 */
export function stackFolder(home: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(name)) {
    throw new EngineProblem(
      `The stack name "${name}" is not usable. Use up to 41 small letters, digits and hyphens, starting with a letter or digit.`,
    );
  }
  return path.join(home, name);
}

/**
 * Makes the folder. Every folder made on the way may be entered by other users, whatever the umask, since PostgreSQL's
 * own user has to pass.
 * @throws EngineProblem when it can't be made.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    const firstMade = await fs.mkdir(folder, { recursive: true });
    if (firstMade === undefined) return;
    for (let made = folder; made.length >= firstMade.length; made = path.dirname(made)) await fs.chmod(made, 0o711);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new EngineProblem(
      `The folder ${folder} can't be made (${reason}). Set ABIE_HOME to a folder that this user can write to.`,
      { cause: thrown },
    );
  }
}
