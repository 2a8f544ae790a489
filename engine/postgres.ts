import { askServer, ensureDatabase } from '../database/server.js';
import { EngineProblem, messageOf } from './engine-problem.js';
import { type Environment, setting } from './environment.js';
import { makeFolder } from './home.js';
import { databaseName, ensureCluster } from './postgres-cluster.js';
import { postgresPrograms } from './postgres-programs.js';
import { adoptLeftover, type PostgresServer, serverUrl, startPostgres } from './postgres-server.js';
import { databaseUser } from './postgres-user.js';
import { type Progress, type Step } from './progress.js';

export interface PostgresWanted {
  /** The stack's folder; the caller holds its lock. */
  readonly folder: string;
  readonly environment: Environment;
  readonly progress: Progress;
  /** 5432 unless given; another free port when taken. */
  readonly preferredPort?: number;
}

export interface PostgresEngine {
  /** Connection string with the password; never log it. */
  readonly url: string;
  readonly foundAs: 'address' | 'embedded';
  /** Undefined for a server that is not ours. */
  readonly pid?: number;
  readonly port?: number;
  /** Resolves when a server of our own has ended, asked to or not; never resolves for one that is not ours. */
  readonly ended: Promise<void>;
  /** Ends a server of our own and waits for it; leaves any other alone. */
  stop(): Promise<void>;
}

/**
 * `DATABASE_URL`, else a PostgreSQL of our own in the stack's folder: local only, UTF-8, with a generated password
 * that only this user can read, and a database `abie`.
 * @throws EngineProblem in words for the person at the terminal.
 */
export async function findOrStartPostgres(wanted: PostgresWanted): Promise<PostgresEngine> {
  const step = wanted.progress.step('PostgreSQL');
  try {
    const url = setting(wanted.environment, 'DATABASE_URL');
    const engine = url === undefined ? await ownServer(wanted, step) : await serverAt(url, step);
    step.done(`ready at ${placeOf(engine.url)}`);
    return engine;
  } catch (thrown) {
    step.fail('not available');
    throw thrown;
  }
}

/** `host:port/database` of a connection string, without user and password. */
export function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'an address that can not be read';
  }
}

async function serverAt(url: string, step: Step): Promise<PostgresEngine> {
  step.update(`connecting to ${placeOf(url)}`);
  const outcome = await askServer(url);
  if (!outcome.answers) {
    throw new EngineProblem(
      `DATABASE_URL points to ${placeOf(url)}, but no connection could be made (${messageOf(outcome.error)}). Start that server ` +
        'and make its database, or unset DATABASE_URL to have a PostgreSQL started here.',
    );
  }
  return { url, foundAs: 'address', ended: new Promise(() => undefined), stop: () => Promise.resolve() };
}

async function ownServer(wanted: PostgresWanted, step: Step): Promise<PostgresEngine> {
  const { folder, environment } = wanted;
  await makeFolder(folder);
  const user = await databaseUser(environment);
  const programs = await postgresPrograms(environment, user);
  const cluster = { folder, environment, programs, user };
  const password = await ensureCluster(cluster, () => {
    step.update('making the database; only at the first start');
  });
  step.update('starting');
  const leftover = await adoptLeftover(folder, password);
  const preferredPort = wanted.preferredPort ?? 5432;
  const server = leftover ?? (await startPostgres({ ...cluster, password, preferredPort }));
  await ensureOwnDatabase(server, password);
  return {
    url: serverUrl(password, server.port),
    foundAs: 'embedded',
    pid: server.process.pid,
    port: server.port,
    ended: server.process.ended,
    stop: () => server.process.stop(),
  };
}

async function ensureOwnDatabase(server: PostgresServer, password: string): Promise<void> {
  try {
    await ensureDatabase(serverUrl(password, server.port, 'postgres'), databaseName);
  } catch (error) {
    await server.process.stop();
    throw new EngineProblem(`The database "${databaseName}" could not be made: ${messageOf(error)}`);
  }
}
