import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askServer } from '../database/server.js';
import { EngineProblem, messageOf } from './engine-problem.js';
import { freePort } from './ports.js';
import { type ClusterWanted, databaseName, dataFolderIn } from './postgres-cluster.js';
import { processFacts } from './process-facts.js';
import { adoptServer, logTail, type ServerProcess, startServer, type StopSignal } from './server-process.js';

export interface PostgresServer {
  readonly process: ServerProcess;
  readonly port: number;
}

export interface PostgresServerWanted extends ClusterWanted {
  readonly password: string;
  readonly preferredPort: number;
}

/** Fast shutdown first, then immediate: PostgreSQL documentation, "Shutting Down the Server". */
const stopSignals: readonly StopSignal[] = [
  { signal: 'SIGINT', patienceMilliseconds: 30_000 },
  { signal: 'SIGQUIT', patienceMilliseconds: 5000 },
];

/** For the children of a killed server, which hold its shared memory for a moment. */
const leftoverMilliseconds = 15_000;
/** For the replay of the log after a crash under load. */
const recoveryMilliseconds = 120_000;

export function serverUrl(password: string, port: number, database: string = databaseName): string {
  return `postgres://${databaseName}:${password}@127.0.0.1:${port}/${database}`;
}

/** The server that a killed run left on this data folder, if it answers; otherwise ends it. Needs the stack's lock. */
export async function adoptLeftover(folder: string, password: string): Promise<PostgresServer | undefined> {
  const pidFile = path.join(dataFolderIn(folder), 'postmaster.pid');
  const [pidText, , , portText] = readLines(pidFile);
  if (pidText === undefined) return undefined;
  const [pid, port] = [Number(pidText), Number(portText)];
  const facts = processFacts(pid);
  if (facts === undefined) return undefined;
  const process = facts.commandLine.includes(dataFolderIn(folder)) ? adoptServer(pid, stopSignals) : undefined;
  if (process === undefined) {
    // Another program has that process number now, and PostgreSQL would refuse to start because of it.
    fs.rmSync(pidFile, { force: true });
    return undefined;
  }
  if ((await askServer(serverUrl(password, port, 'postgres'))).answers) return { process, port };
  await process.stop();
  return undefined;
}

/**
 * Starts PostgreSQL on the data folder and waits until it answers.
 * @throws EngineProblem with the end of the server's log.
 */
export async function startPostgres(wanted: PostgresServerWanted): Promise<PostgresServer> {
  const logFile = path.join(wanted.folder, 'postgres.log');
  const giveUpAt = performance.now() + leftoverMilliseconds;
  let preferredPort: number | undefined = wanted.preferredPort;
  for (;;) {
    const port = await freePort(preferredPort);
    const process = await launch(wanted, port, logFile);
    if (await answers(process, serverUrl(wanted.password, port, 'postgres'))) return { process, port };
    await process.stop();
    const tail = logTail(logFile, 8);
    const isPassing = /lock file|shared memory|another server|could not bind|in use/i.test(tail);
    if (!isPassing || performance.now() > giveUpAt) {
      throw new EngineProblem(
        `PostgreSQL did not start on ${dataFolderIn(wanted.folder)}. The end of ${logFile}:\n${tail}`,
      );
    }
    if (/could not bind/i.test(tail)) preferredPort = undefined;
    await pause(500);
  }
}

async function launch(wanted: PostgresServerWanted, port: number, logFile: string): Promise<ServerProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    lc_messages: 'C',
    // Statements and details hold figures of schools; the log does not.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  try {
    return await startServer({
      program: wanted.programs.postgres,
      parameters: [
        ...['-D', dataFolderIn(wanted.folder), '-p', String(port)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      logFile,
      folder: dataFolderIn(wanted.folder),
      environment: wanted.environment,
      stopSignals,
      ...(wanted.user === undefined ? {} : { user: wanted.user }),
    });
  } catch (thrown) {
    throw new EngineProblem(
      `The PostgreSQL program ${wanted.programs.postgres} can't be run (${messageOf(thrown)}). Run "npm ci" again, or ` +
        'set DATABASE_URL to a running PostgreSQL.',
      { cause: thrown },
    );
  }
}

async function answers(process: ServerProcess, url: string): Promise<boolean> {
  const deadline = performance.now() + recoveryMilliseconds;
  while (process.isRunning() && performance.now() < deadline) {
    if ((await askServer(url)).answers) return process.isRunning();
    await pause(50);
  }
  return false;
}

function readLines(file: string): readonly string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
