import fs from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Environment } from '../../engine/environment.js';
import { createProgress } from '../../engine/progress.js';
import { quietProgress } from './support/quiet-progress.js';
import { runningStacks, type Stack, startStack, startStackDatabase, type StackWanted } from '../../engine/stack.js';
import { obtainTemporalProgram } from '../../engine/temporal-program.js';
import { ended, engineInChild } from './support/engine-in-child.js';
import { bareEnvironment, ownEnvironment } from './support/folders.js';

const firstBuildMilliseconds = 45 * 60_000;
const stackMilliseconds = 120_000;

beforeAll(async () => {
  await obtainTemporalProgram(process.env, createProgress().step('Temporal'));
}, firstBuildMilliseconds);

const wantedIn = (environment: Environment, name = 'main'): StackWanted => ({
  ...{ name, environment, progress: quietProgress, namespace: 'engine-test' },
  searchAttributes: { TestUrn: 'Keyword' },
});

async function start(wanted: StackWanted): Promise<Stack> {
  const stack = await startStack(wanted);
  onTestFinished(() => stack.stop());
  return stack;
}

async function query(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function withClient<T>(stack: Stack, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: stack.temporal.address });
  try {
    return await use(new Client({ connection, namespace: stack.temporal.namespace }));
  } finally {
    await connection.close();
  }
}

/** Statements for a child that runs a stack until it is killed. */
const stackInChild = `
  const { startStack } = await engine('stack');
  const quietProgress = { step: () => ({ update() {}, done() {}, fail() {} }) };
  const stack = await startStack({ name: 'main', environment: process.env, progress: quietProgress,
    namespace: 'engine-test', searchAttributes: { TestUrn: 'Keyword' } });
  say(JSON.stringify({ temporal: stack.temporal.pid, postgres: stack.postgres.pid }));`;

describe('a stack', { timeout: stackMilliseconds }, () => {
  test('starts again at the same addresses with all its data', async () => {
    const environment = await ownEnvironment();
    const first = await start(wantedIn(environment));
    await query(first.postgres.url, 'CREATE TABLE kept AS SELECT 1 AS line');
    await withClient(first, (client) => client.workflow.start('waiting', { workflowId: 'kept', taskQueue: 'none' }));
    await first.stop();
    expect(runningStacks(environment.ABIE_HOME)).toEqual([]);

    const second = await start(wantedIn(environment));
    expect([second.temporal.address, second.temporal.uiAddress, second.postgres.url]).toEqual([
      first.temporal.address,
      first.temporal.uiAddress,
      first.postgres.url,
    ]);
    expect(await query(second.postgres.url, 'SELECT line FROM kept')).toEqual([{ line: 1 }]);
    expect(await withClient(second, (client) => client.workflow.getHandle('kept').describe())).toMatchObject({
      status: { name: 'RUNNING' },
    });
  });

  test('starts again with all its data after every process was killed', async () => {
    const environment = await ownEnvironment();
    const { child, said } = await engineInChild(stackInChild, environment);
    const pids = JSON.parse(await said) as { temporal: number; postgres: number };
    const [running] = runningStacks(environment.ABIE_HOME);
    await query(running?.postgres.url ?? '', 'CREATE TABLE kept AS SELECT 1 AS line');
    child.kill('SIGKILL');
    process.kill(pids.temporal, 'SIGKILL');
    process.kill(pids.postgres, 'SIGKILL');
    await ended(child);

    const again = await start(wantedIn(environment));
    expect(await query(again.postgres.url, 'SELECT line FROM kept')).toEqual([{ line: 1 }]);
    expect(again.temporal.pid).not.toBe(pids.temporal);
  });

  test('takes its servers over after only our own process was killed', async () => {
    const environment = await ownEnvironment();
    const { child, said } = await engineInChild(stackInChild, environment);
    const pids = JSON.parse(await said) as { temporal: number; postgres: number };
    child.kill('SIGKILL');
    await ended(child);

    const again = await start(wantedIn(environment));
    expect({ temporal: again.temporal.pid, postgres: again.postgres.pid }).toEqual(pids);
  });

  test('stops its servers when its process ends without stopping it', async () => {
    const environment = await ownEnvironment();
    const { child, said } = await engineInChild(`${stackInChild} setTimeout(() => process.exit(3), 100);`, environment);
    const pids = JSON.parse(await said) as { temporal: number; postgres: number };
    await ended(child);
    await expect.poll(() => Object.values(pids).filter(isAlive), { timeout: 20_000 }).toEqual([]);
  });

  test('cannot be started a second time while it runs, and can be found', async () => {
    const environment = await ownEnvironment();
    const stack = await start(wantedIn(environment));
    await expect(startStack(wantedIn(environment))).rejects.toThrow(/The stack "main" is already running, as process/);

    stack.announce({ api: 'http://127.0.0.1:3000' });
    expect(runningStacks(environment.ABIE_HOME)).toMatchObject([
      {
        name: 'main',
        pid: process.pid,
        folder: stack.folder,
        temporal: { address: stack.temporal.address },
        postgres: { url: stack.postgres.url },
        addresses: { api: 'http://127.0.0.1:3000' },
      },
    ]);
    expect(fs.statSync(path.join(stack.folder, 'stack.json')).mode & 0o777).toBe(0o600);
  });

  test('runs next to another with a different name', async () => {
    const environment = await ownEnvironment();
    const [first, second] = [await start(wantedIn(environment)), await start(wantedIn(environment, 'second'))];
    expect(second.temporal.address).not.toBe(first.temporal.address);
    expect(runningStacks(environment.ABIE_HOME).map(({ name }) => name)).toEqual(['main', 'second']);
  });

  test('lends out its database alone at the stack’s address, and cannot start meanwhile', async () => {
    const environment = await ownEnvironment();
    const stack = await start(wantedIn(environment));
    await expect(startStackDatabase(wantedIn(environment))).rejects.toThrow(/is already running/);
    await stack.stop();

    const database = await startStackDatabase(wantedIn(environment));
    onTestFinished(() => database.stop());
    expect(database.url).toBe(stack.postgres.url);
    await expect(startStack(wantedIn(environment))).rejects.toThrow(/is already running/);
    await database.stop();
    await (await start(wantedIn(environment))).stop();
  });

  test('reports when one of its servers stops by itself', async () => {
    const stack = await start(wantedIn(await ownEnvironment()));
    process.kill(stack.temporal.pid ?? 0, 'SIGKILL');
    expect(await stack.broken).toMatch(/The Temporal server has ended by itself. Its log is .*temporal\.log/);
  });

  test('leaves nothing running when there is no Temporal server, and can be started again', async () => {
    const environment = await bareEnvironment();
    await expect(startStack(wantedIn(environment))).rejects.toThrow(
      /No Temporal server could be found, downloaded or built/,
    );
    expect(fs.existsSync(path.join(environment.ABIE_HOME, 'main', 'postgres', 'postmaster.pid'))).toBe(false);
    await expect(startStack(wantedIn(environment))).rejects.toThrow(
      /No Temporal server could be found, downloaded or built/,
    );
  });

  test('names both Temporal and PostgreSQL in one message when both are missing', async () => {
    const environment = await bareEnvironment({ DATABASE_URL: 'postgres://abie@127.0.0.1:1/abie' });
    await expect(startStack(wantedIn(environment))).rejects.toThrow(
      /No Temporal server could be found, downloaded or built.*DATABASE_URL points to 127\.0\.0\.1:1/s,
    );
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !fs.existsSync('/proc/self/stat') || !/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
