import { EngineProblem, messageOf } from './engine-problem.js';
import { type Environment } from './environment.js';
import { homeFolder, makeFolder, stackFolder } from './home.js';
import { findOrStartPostgres, type PostgresEngine } from './postgres.js';
import { type Progress } from './progress.js';
import { takeLock } from './stack-lock.js';
import { readRecord, type StackRecord, writeRecord } from './stack-record.js';
import { findOrStartTemporal, type TemporalEngine } from './temporal.js';
import { type SearchAttributes } from './temporal-namespace.js';

export { type RunningStack, runningStacks } from './stack-record.js';

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
  /** Fulfilled with a sentence when a server of ours ends without having been asked to. */
  readonly broken: Promise<string>;
  /** Makes addresses known to `runningStacks`, such as the API's. */
  announce(addresses: Readonly<Record<string, string>>): void;
  /** Ends what is ours, Temporal first, and gives up the lock. Harmless when called again. */
  stop(): Promise<void>;
}

/**
 * Brings up Temporal and PostgreSQL for one stack and holds its lock. Ports of the last start are used again when
 * free. What a killed run left behind is taken over. Signals are the caller's to handle.
 * @throws EngineProblem, in one message for everything that is missing.
 */
export async function startStack(wanted: StackWanted): Promise<Stack> {
  const folder = stackFolder(homeFolder(wanted.environment), wanted.name);
  await makeFolder(folder);
  const lock = takeLock(folder);
  if ('heldBy' in lock) {
    throw new EngineProblem(
      `The stack "${wanted.name}" is already running, as process ${lock.heldBy.pid}, in ${folder}. Use it, stop it, or ` +
        'give this one another name.',
    );
  }
  try {
    const { temporal, postgres } = await startBoth(wanted, folder);
    return stackOf(wanted, folder, { temporal, postgres }, lock.release);
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

interface Engines {
  readonly temporal: TemporalEngine;
  readonly postgres: PostgresEngine;
}

async function startBoth(wanted: StackWanted, folder: string): Promise<Engines> {
  const last = readRecord(folder);
  const { port, uiPort } = last?.temporal ?? {};
  const databasePort = last?.postgres.port;
  const [temporal, postgres] = await Promise.allSettled([
    findOrStartTemporal({
      ...wanted,
      folder,
      ...(port === undefined ? {} : { preferredPort: port }),
      ...(uiPort === undefined ? {} : { preferredUiPort: uiPort }),
    }),
    findOrStartPostgres({ ...wanted, folder, ...(databasePort === undefined ? {} : { preferredPort: databasePort }) }),
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
  let record = recordOf(wanted.name, engines);
  writeRecord(folder, record);
  let stopping: Promise<void> | undefined;
  const broken = new Promise<string>((resolve) => {
    const watch = async (name: string, ended: Promise<void>, logFile: string): Promise<void> => {
      await ended;
      if (stopping === undefined) resolve(`${name} has ended by itself; its last words are in ${folder}/${logFile}.`);
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
    stop: () => (stopping ??= stopAll()),
  };
}

function recordOf(name: string, { temporal, postgres }: Engines): StackRecord {
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
