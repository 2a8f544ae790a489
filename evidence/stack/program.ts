import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { freePort } from '../../engine/ports.js';
import { type Engine } from './own-engine.js';

/** A process of its own, ready for work. */
export interface RunningProgram {
  readonly pid: number;
  /** Ends it as `kill -9` does, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Ends it as an orchestrator does, and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

const keptCharacters = 4_000;

/**
 * Starts a program of Node and waits until standard error says that it is ready.
 * @throws Error with the end of what it wrote, where it ends before
 */
export async function startProgram(
  words: readonly string[],
  environment: Environment,
  ready: string,
): Promise<RunningProgram> {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stopWithUs = (): void => void child.kill('SIGKILL');
  process.on('exit', stopWithUs);
  const ended = once(child, 'exit').finally(() => process.off('exit', stopWithUs));
  let text = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-keptCharacters);
      if (text.includes(ready)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${words.join(' ')} ended with ${String(code)} before it was ready.\n${text}`));
    });
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** How the product's own commands find their engine and database. */
const environmentOf = ({ address, namespace, databaseUrl }: Engine): Environment => ({
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: namespace,
  DATABASE_URL: databaseUrl,
});

/** `abie worker` in a process of its own. */
export const startWorkerProgram = (engine: Engine, settings: Environment = {}): Promise<RunningProgram> =>
  startProgram(['bin/abie.js', 'worker'], { ...environmentOf(engine), ...settings }, 'Worker ready');

/** `abie api` in a process of its own, with the development sign-in. */
export async function startApiProgram(engine: Engine): Promise<RunningProgram & { readonly address: string }> {
  const port = await freePort();
  const environment = { ...environmentOf(engine), ABIE_SIGN_IN_SECRET: randomBytes(32).toString('hex') };
  const program = await startProgram(
    ['bin/abie.js', 'api', '--port', String(port), '--development'],
    environment,
    'API at ',
  );
  return { ...program, address: `http://127.0.0.1:${port}` };
}

/** Ends this process at a signal in the way that also ends the engine and the programs it started. */
export function endOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
}
