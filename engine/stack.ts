import path from 'node:path';
import { EngineProblem, messageOf } from './engine-problem.js';
import { type Environment } from './environment.js';
import { homeFolder, makeFolder, stackFolder } from './home.js';
import { findOrStartPostgres, type PostgresEngine } from './postgres.js';
import { type Progress } from './progress.js';
import { takeLock } from './stack-lock.js';
import { freePortFrom, isPortFree } from './ports.js';
import { portsOfOthers, readRecord, type StackRecord, writeRecord } from './stack-record.js';
import { findOrStartTemporal, type TemporalEngine } from './temporal.js';
import { type SearchAttributes } from './temporal-namespace.js';

export { runningStacks } from './stack-record.js';

export interface StackWanted {
  readonly name: string;
  readonly environment: Environment;
  readonly progress: Progress;
  readonly namespace: string;
  readonly searchAttributes: SearchAttributes;
  readonly retentionDays?: number;
}

export interface Stack {
  readonly name: string;
  readonly folder: string;
  readonly temporal: TemporalEngine;
  readonly postgres: PostgresEngine;
  /** Resolves with a sentence when a server of ours ends without being asked to. */
  readonly broken: Promise<string>;
  /** Makes addresses known to `runningStacks`, such as the API's. */
  announce(addresses: Readonly<Record<string, string>>): void;
  /** The port of a server of the caller's: the one asked for, else that of the last start, else the first free one from `first`. */
  portFor(name: string, wish: { readonly asked: number | undefined; readonly first: number }): Promise<number>;
  /** Ends our own servers, Temporal first, and releases the lock. Calling it again changes nothing. */
  stop(): Promise<void>;
}

/**
 * Starts Temporal and PostgreSQL for one stack and holds its lock. Uses the ports of the last start again when they are
 * free, and takes over servers that a killed run left behind. The caller handles signals.
 * @throws EngineProblem with one message for everything that is missing.
 */
export async function startStack(wanted: StackWanted): Promise<Stack> {
  const { folder, release } = await lockedFolder(wanted);
  try {
    const { temporal, postgres } = await startBoth(wanted, folder);
    return stackOf(wanted, folder, { temporal, postgres }, release);
  } catch (thrown) {
    release();
    throw thrown;
  }
}

/**
 * Starts a stack's database alone, for work that needs no engine, and holds the stack's lock meanwhile: without the lock,
 * a stack that starts now would take over the database and lose it when this work ends.
 * @throws EngineProblem when the stack is running or the database cannot be started.
 */
export async function startStackDatabase(
  wanted: Pick<StackWanted, 'name' | 'environment' | 'progress'>,
): Promise<PostgresEngine> {
  const { folder, release } = await lockedFolder(wanted);
  try {
    const engine = await findOrStartPostgres({
      ...wanted,
      folder,
      preferredPort: await preferredDatabasePort(wanted, folder),
    });
    return { ...engine, stop: () => engine.stop().finally(release) };
  } catch (thrown) {
    release();
    throw thrown;
  }
}

async function lockedFolder(
  wanted: Pick<StackWanted, 'name' | 'environment'>,
): Promise<{ readonly folder: string; readonly release: () => void }> {
  const folder = stackFolder(homeFolder(wanted.environment), wanted.name);
  await makeFolder(folder);
  const lock = takeLock(folder);
  if ('release' in lock) return { folder, release: lock.release };
  throw new EngineProblem(
    `The stack "${wanted.name}" is already running, as process ${lock.heldBy.pid}, in ${folder}. Use it, stop it, or ` +
      'give this one another name.',
  );
}

const firstPorts = { temporal: 7233, temporalPages: 8233, postgres: 5432 } as const;

/** A new stack leaves the ports of the others alone, so that each finds its own again, whatever the order of starting. */
async function preferredPort(wanted: Named, folder: string, own: number | undefined, first: number): Promise<number> {
  return own ?? freePortFrom(first, portsOfOthers(homeFolder(wanted.environment), path.basename(folder)));
}

const preferredDatabasePort = (wanted: Named, folder: string): Promise<number> =>
  preferredPort(wanted, folder, readRecord(folder)?.postgres.port, firstPorts.postgres);

type Named = Pick<StackWanted, 'name' | 'environment'>;

interface Engines {
  readonly temporal: TemporalEngine;
  readonly postgres: PostgresEngine;
}

async function startBoth(wanted: StackWanted, folder: string): Promise<Engines> {
  const { port, uiPort } = readRecord(folder)?.temporal ?? {};
  const [preferredTemporalPort, preferredUiPort, preferredPostgresPort] = [
    await preferredPort(wanted, folder, port, firstPorts.temporal),
    await preferredPort(wanted, folder, uiPort, firstPorts.temporalPages),
    await preferredDatabasePort(wanted, folder),
  ];
  const [temporal, postgres] = await Promise.allSettled([
    findOrStartTemporal({ ...wanted, folder, preferredPort: preferredTemporalPort, preferredUiPort }),
    findOrStartPostgres({ ...wanted, folder, preferredPort: preferredPostgresPort }),
  ]);
  if (temporal.status === 'fulfilled' && postgres.status === 'fulfilled') {
    return { temporal: temporal.value, postgres: postgres.value };
  }
  const problems: unknown[] = [];
  for (const outcome of [temporal, postgres]) {
    if (outcome.status === 'fulfilled') await outcome.value.stop();
    else problems.push(outcome.reason);
  }
  if (problems.length === 1) throw problems[0];
  throw new EngineProblem(problems.map(messageOf).join('\n\n'), { cause: problems[0] });
}

function stackOf(wanted: StackWanted, folder: string, engines: Engines, release: () => void): Stack {
  const { temporal, postgres } = engines;
  let record: StackRecord = { ...recordOf(wanted.name, engines), keptPorts: readRecord(folder)?.keptPorts ?? {} };
  writeRecord(folder, record);
  let stopping: Promise<void> | undefined;
  const broken = new Promise<string>((resolve) => {
    const watch = async (name: string, ended: Promise<void>, logFile: string): Promise<void> => {
      await ended;
      if (stopping === undefined) resolve(`${name} has ended by itself. Its log is ${folder}/${logFile}.`);
    };
    void watch('The Temporal server', temporal.ended, 'temporal.log');
    void watch('PostgreSQL', postgres.ended, 'postgres.log');
  });
  const stopAll = async (): Promise<void> => {
    try {
      await temporal.stop();
    } finally {
      await postgres.stop();
      release();
    }
  };
  return {
    name: wanted.name,
    folder,
    temporal,
    postgres,
    broken,
    announce: (addresses) => {
      record = { ...record, addresses: { ...record.addresses, ...addresses } };
      writeRecord(folder, record);
    },
    portFor: async (name, { asked, first }) => {
      const others = portsOfOthers(homeFolder(wanted.environment), wanted.name);
      const port = asked ?? record.keptPorts[name] ?? (await freePortFrom(first, others));
      const free = (await isPortFree(port)) ? port : await freePortFrom(port + 1, others);
      if (free !== port) wanted.progress.step('Port').done(`${port} is taken by another program; using ${free} now`);
      // A port that was taken today is wanted again tomorrow.
      record = { ...record, keptPorts: { ...record.keptPorts, [name]: port } };
      writeRecord(folder, record);
      return free;
    },
    stop: () => (stopping ??= stopAll()),
  };
}

function recordOf(name: string, { temporal, postgres }: Engines): Omit<StackRecord, 'keptPorts'> {
  const { address, namespace, uiAddress, foundAs, pid, ports } = temporal;
  return {
    name,
    pid: process.pid,
    temporal: {
      ...{ address, namespace, foundAs, ...ports },
      ...(uiAddress === undefined ? {} : { uiAddress }),
      ...(pid === undefined ? {} : { pid }),
    },
    postgres: {
      ...{ url: postgres.url, foundAs: postgres.foundAs },
      ...(postgres.pid === undefined ? {} : { pid: postgres.pid }),
      ...(postgres.port === undefined ? {} : { port: postgres.port }),
    },
    addresses: {},
  };
}
