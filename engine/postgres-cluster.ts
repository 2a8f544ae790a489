import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { EngineProblem } from './engine-problem.js';
import { type Environment } from './environment.js';
import { writeFileWhole } from './files.js';
import { homeFolder } from './home.js';
import { type PostgresPrograms } from './postgres-programs.js';
import { closedFolderOnTheWay, type DatabaseUser, letOthersPass } from './postgres-user.js';
import { runProgram } from './programs.js';

/** The name of the one database and of its one user. */
export const databaseName = 'abie';

export interface ClusterWanted {
  readonly folder: string;
  readonly environment: Environment;
  readonly programs: PostgresPrograms;
  readonly user: DatabaseUser | undefined;
}

export const dataFolderIn = (folder: string): string => path.join(folder, 'postgres');
const passwordFileIn = (folder: string): string => path.join(folder, 'postgres.password');

const initdbLimitMilliseconds = 180_000;

/**
 * Makes the cluster when the folder has none, and returns its password. The data folder appears in one step, so a run
 * killed half-way leaves none.
 * @throws EngineProblem when PostgreSQL's user cannot enter the folder, the password is lost, or initdb fails.
 */
export async function ensureCluster(wanted: ClusterWanted, onLayingOut: () => void): Promise<string> {
  const { folder, user } = wanted;
  const dataFolder = dataFolderIn(folder);
  if (user !== undefined) await openTheWay(wanted);
  const standing = await readPassword(folder);
  if (await isFolder(dataFolder)) {
    if (standing !== undefined) return standing;
    throw new EngineProblem(
      `The database in ${dataFolder} is there, but its password file ${passwordFileIn(folder)} is not. Put the file ` +
        'back, or move the folder away to begin with an empty database.',
    );
  }
  const password = standing ?? randomBytes(24).toString('base64url');
  writeFileWhole(passwordFileIn(folder), password);
  onLayingOut();
  await initialise(wanted, password);
  return password;
}

async function initialise(wanted: ClusterWanted, password: string): Promise<void> {
  const { folder, programs, environment, user } = wanted;
  const draft = path.join(folder, 'postgres.draft');
  await fs.rm(draft, { recursive: true, force: true });
  await fs.mkdir(draft, { mode: 0o700 });
  const passwordFile = path.join(draft, 'password');
  const data = path.join(draft, 'data');
  await fs.writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) {
    await fs.chown(draft, user.uid, user.gid);
    await fs.chown(passwordFile, user.uid, user.gid);
  }
  const run = await runProgram({
    program: programs.initdb,
    parameters: [
      ...[`--pgdata=${data}`, `--username=${databaseName}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      // PostgreSQL's own locale provider sorts names in the same order on every machine.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    environment,
    folder: draft,
    limitMilliseconds: initdbLimitMilliseconds,
    ...(user === undefined ? {} : { user }),
  });
  if (!run.succeeded) {
    throw new EngineProblem(
      `PostgreSQL could not lay out a database in ${folder}:\n${run.lines.slice(-5).join('\n') || run.reason}\n` +
        'Set DATABASE_URL to use a PostgreSQL of your own.',
    );
  }
  await fs.rename(data, dataFolderIn(folder));
  await fs.rm(draft, { recursive: true, force: true });
}

async function openTheWay({ folder, environment }: ClusterWanted): Promise<void> {
  // Home and stack are the product's own folders; those above them belong to somebody else and are not changed.
  const home = homeFolder(environment);
  if (path.dirname(folder) === home) await letOthersPass(home);
  await letOthersPass(folder);
  const closed = await closedFolderOnTheWay(folder);
  if (closed === undefined) return;
  throw new EngineProblem(
    `PostgreSQL runs as a user of its own, who may not enter ${closed}. Set ABIE_HOME to a folder that every user can ` +
      'enter, such as /var/lib/abie.',
  );
}

async function readPassword(folder: string): Promise<string | undefined> {
  try {
    return (await fs.readFile(passwordFileIn(folder), 'utf8')).trim();
  } catch {
    return undefined;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await fs.stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
