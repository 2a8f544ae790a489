import { EngineProblem, messageOf } from './engine-problem.js';
import { type Environment, setting } from './environment.js';
import { makeFolder } from './home.js';
import { type Progress, type Step } from './progress.js';
import {
  addressOf,
  adoptLeftover,
  type DevServer,
  type DevServerWanted,
  startDevServer,
  stopDevServer,
} from './temporal-dev-server.js';
import { ensureNamespace, type SearchAttributes } from './temporal-namespace.js';
import { obtainTemporalProgram, type ProgramOrigin } from './temporal-program.js';

export interface TemporalWanted {
  /** The stack's folder; the caller holds its lock. */
  readonly folder: string;
  readonly environment: Environment;
  readonly progress: Progress;
  readonly namespace: string;
  readonly searchAttributes: SearchAttributes;
  /** 7233 and 8233 unless given; another free port when taken. */
  readonly preferredPort?: number;
  readonly preferredUiPort?: number;
  /** How long a closed workflow's history is kept: 400 days unless given, which covers a school year and its audit. */
  readonly retentionDays?: number;
}

export interface TemporalEngine {
  /** `host:port` of the gRPC frontend. */
  readonly address: string;
  readonly namespace: string;
  /** The web page of a server of our own. */
  readonly uiAddress?: string;
  readonly foundAs: 'address' | ProgramOrigin;
  /** Undefined for a server that is not ours. */
  readonly pid?: number;
  readonly ports?: { readonly port: number; readonly uiPort: number };
  /** Resolves when a server of our own has ended, asked to or not; never resolves for one that is not ours. */
  readonly ended: Promise<void>;
  /** Ends a server of our own and waits for it; leaves any other alone. */
  stop(): Promise<void>;
}

const defaultRetentionDays = 400;
const connectMilliseconds = 10_000;

/**
 * The server of `TEMPORAL_ADDRESS`, else one of our own: one that a killed run left on the same file, or a new one from
 * the `temporal` program on the path, in the cache, downloaded or built.
 * @throws EngineProblem in words for the person at the terminal.
 */
export async function findOrStartTemporal(wanted: TemporalWanted): Promise<TemporalEngine> {
  const step = wanted.progress.step('Temporal');
  try {
    const address = setting(wanted.environment, 'TEMPORAL_ADDRESS');
    const engine = address === undefined ? await ownServer(wanted, step) : await serverAt(address, wanted, step);
    step.done(`ready at ${engine.address}${engine.uiAddress === undefined ? '' : `, pages at ${engine.uiAddress}`}`);
    return engine;
  } catch (thrown) {
    step.fail('not available');
    throw thrown;
  }
}

async function serverAt(address: string, wanted: TemporalWanted, step: Step): Promise<TemporalEngine> {
  step.update(`connecting to ${address}`);
  const { namespace, searchAttributes, retentionDays = defaultRetentionDays } = wanted;
  try {
    await ensureNamespace(
      { address, namespace, searchAttributes, retentionDays, mayChange: false },
      connectMilliseconds,
    );
  } catch (thrown) {
    if (thrown instanceof EngineProblem) throw thrown;
    throw new EngineProblem(
      `TEMPORAL_ADDRESS is ${address}, but no Temporal server answers there (${messageOf(thrown)}). Start that server, ` +
        'or unset TEMPORAL_ADDRESS to have one started here.',
      { cause: thrown },
    );
  }
  return {
    address,
    namespace,
    foundAs: 'address',
    ended: new Promise(() => undefined),
    stop: () => Promise.resolve(),
  };
}

async function ownServer(wanted: TemporalWanted, step: Step): Promise<TemporalEngine> {
  await makeFolder(wanted.folder);
  const server: DevServerWanted = {
    ...wanted,
    preferredPort: wanted.preferredPort ?? 7233,
    preferredUiPort: wanted.preferredUiPort ?? 8233,
    retentionDays: wanted.retentionDays ?? defaultRetentionDays,
  };
  const leftover = await adoptLeftover(server);
  if (leftover !== undefined) return engineOf(leftover, wanted);
  const program = await obtainTemporalProgram(wanted.environment, step);
  step.update(`starting ${program.file}`);
  return engineOf(await startDevServer(program, server), wanted);
}

function engineOf(server: DevServer, wanted: TemporalWanted): TemporalEngine {
  return {
    address: addressOf(server.port),
    namespace: wanted.namespace,
    uiAddress: `http://${addressOf(server.uiPort)}`,
    foundAs: server.foundAs,
    pid: server.process.pid,
    ports: { port: server.port, uiPort: server.uiPort },
    ended: server.process.ended,
    stop: () => stopDevServer(server, wanted.folder),
  };
}
