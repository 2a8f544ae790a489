import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineProblem, messageOf } from './engine-problem.js';
import { type Environment } from './environment.js';
import { writeFileWhole } from './files.js';
import { freePort, isAnswering } from './ports.js';
import { processFacts } from './process-facts.js';
import { adoptServer, logTail, type ServerProcess, startServer, type StopSignal } from './server-process.js';
import { ensureNamespace, type NamespaceWanted } from './temporal-namespace.js';
import { type ProgramOrigin, type TemporalProgram } from './temporal-program.js';

export interface DevServer {
  readonly process: ServerProcess;
  readonly port: number;
  readonly uiPort: number;
  readonly foundAs: ProgramOrigin;
}

export interface DevServerWanted extends Omit<NamespaceWanted, 'address' | 'mayChange'> {
  readonly folder: string;
  readonly environment: Environment;
  readonly preferredPort: number;
  readonly preferredUiPort: number;
}

const stopSignals: readonly StopSignal[] = [{ signal: 'SIGTERM', patienceMilliseconds: 10_000 }];
const startMilliseconds = 60_000;
const connectMilliseconds = 2000;
const attempts = 3;
/** A message and the traces of a crash after it. */
const crashLines = 400;

/** Database file and records inside the stack's folder. */
const filesIn = (folder: string): Readonly<Record<'database' | 'complete' | 'pid' | 'log', string>> => ({
  database: path.join(folder, 'temporal.db'),
  complete: path.join(folder, 'temporal.db.complete'),
  pid: path.join(folder, 'temporal.pid'),
  log: path.join(folder, 'temporal.log'),
});

/**
 * Takes over a server that a killed run left on this folder's file if it is healthy; otherwise ends it, so that the file
 * is free. Only the holder of the stack's lock may call it.
 */
export async function adoptLeftover(wanted: DevServerWanted): Promise<DevServer | undefined> {
  const files = filesIn(wanted.folder);
  const record = readRecord(files.pid);
  if (record === undefined) return undefined;
  const facts = processFacts(record.pid);
  const process = facts?.commandLine.includes(files.database) ? adoptServer(record.pid, stopSignals) : undefined;
  if (process === undefined) {
    fs.rmSync(files.pid, { force: true });
    return undefined;
  }
  try {
    await ensureNamespace({ ...wanted, address: addressOf(record.port), mayChange: true }, connectMilliseconds);
    return { process, port: record.port, uiPort: record.uiPort, foundAs: record.foundAs };
  } catch {
    await process.stop();
    fs.rmSync(files.pid, { force: true });
    return undefined;
  }
}

/**
 * Starts `temporal server start-dev` on the folder's database file and waits until namespace and search attributes
 * answer over gRPC.
 * @throws EngineProblem with the end of the server's log.
 */
export async function startDevServer(program: TemporalProgram, wanted: DevServerWanted): Promise<DevServer> {
  const files = filesIn(wanted.folder);
  setAsideHalfMadeDatabase(files);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? wanted.preferredPort : undefined);
    const uiPort = await freePort(attempt === 1 ? wanted.preferredUiPort : undefined, [port]);
    const process = await startServer({
      program: program.file,
      parameters: startParameters(wanted, files.database, { port, uiPort }),
      logFile: files.log,
      folder: wanted.folder,
      environment: wanted.environment,
      stopSignals,
    });
    const { pid } = process;
    writeFileWhole(files.pid, JSON.stringify({ pid, port, uiPort, foundAs: program.foundAs }));
    try {
      await waitUntilHealthy(process, port, { ...wanted, address: addressOf(port), mayChange: true });
      writeFileWhole(files.complete, '');
      return { process, port, uiPort, foundAs: program.foundAs };
    } catch (thrown) {
      await process.stop();
      // Another program may take a port between our check and the server's own binding; the traces of a crash can follow the message.
      const portWasTaken = /address already in use|can't (set|use) .*port/.test(logTail(files.log, crashLines));
      if (portWasTaken && attempt < attempts) continue;
      if (thrown instanceof EngineProblem) throw thrown;
      throw new EngineProblem(
        `The Temporal server did not start on ${files.database}: ${messageOf(thrown)}.\n` +
          `The end of ${files.log}:\n${logTail(files.log)}`,
        { cause: thrown },
      );
    }
  }
}

/** Stops the server and deletes its record. */
export async function stopDevServer(server: DevServer, folder: string): Promise<void> {
  await server.process.stop();
  fs.rmSync(filesIn(folder).pid, { force: true });
}

export const addressOf = (port: number): string => `127.0.0.1:${port}`;

/**
 * The server makes the tables of a new database in many steps, and never again for a file that exists: a database cut
 * short would stay broken. No caller has used such a server, so its file holds nothing of value; it is moved away, not deleted.
 */
function setAsideHalfMadeDatabase(files: ReturnType<typeof filesIn>): void {
  if (fs.existsSync(files.complete) || !fs.existsSync(files.database)) return;
  for (const ending of ['', '-wal', '-shm']) {
    const file = `${files.database}${ending}`;
    if (fs.existsSync(file)) fs.renameSync(file, `${files.database}.half-made${ending}`);
  }
}

/**
 * One matching service with a handful of pollers does not need four partitions per task queue: with one, a task meets a
 * waiting poller at once instead of being forwarded between partitions.
 */
const dynamicConfig: readonly string[] = [
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];

function startParameters(
  wanted: DevServerWanted,
  database: string,
  ports: { readonly port: number; readonly uiPort: number },
): readonly string[] {
  const repeated = (option: string, values: readonly string[]): readonly string[] =>
    values.flatMap((value) => [option, value]);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1'],
    ...['--port', String(ports.port), '--ui-port', String(ports.uiPort)],
    ...['--db-filename', database, '--namespace', wanted.namespace, '--log-level', 'error'],
    // WAL with NORMAL loses nothing when a process is killed; a power cut can lose the last moments, but never the file.
    ...repeated('--sqlite-pragma', ['journal_mode=WAL', 'synchronous=NORMAL']),
    ...repeated(
      '--search-attribute',
      Object.entries(wanted.searchAttributes).map(([name, type]) => `${name}=${type}`),
    ),
    ...repeated('--dynamic-config-value', dynamicConfig),
  ];
}

async function waitUntilHealthy(process: ServerProcess, port: number, namespace: NamespaceWanted): Promise<void> {
  const deadline = performance.now() + startMilliseconds;
  for (;;) {
    try {
      // The client waits a whole second after a refused connection, so we connect only once the port is listening.
      while (process.isRunning() && performance.now() < deadline && !(await isAnswering(port))) await pause(50);
      await ensureNamespace(namespace, connectMilliseconds);
      return;
    } catch (thrown) {
      if (thrown instanceof EngineProblem) throw thrown;
      if (!process.isRunning()) throw new Error('it ended by itself', { cause: thrown });
      if (performance.now() > deadline) throw thrown;
      await pause(100);
    }
  }
}

interface PidRecord {
  readonly pid: number;
  readonly port: number;
  readonly uiPort: number;
  readonly foundAs: ProgramOrigin;
}

function readRecord(file: string): PidRecord | undefined {
  try {
    const record = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<PidRecord>;
    const { pid, port, uiPort, foundAs } = record;
    if (pid === undefined || port === undefined || uiPort === undefined || foundAs === undefined) return undefined;
    return { pid, port, uiPort, foundAs };
  } catch {
    return undefined;
  }
}
