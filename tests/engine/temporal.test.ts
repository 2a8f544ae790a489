import fs from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createProgress } from '../../engine/progress.js';
import { quietProgress } from './support/quiet-progress.js';
import { findOrStartTemporal, type TemporalEngine, type TemporalWanted } from '../../engine/temporal.js';
import { type SearchAttributes } from '../../engine/temporal-namespace.js';
import { findTemporalProgram, obtainTemporalProgram } from '../../engine/temporal-program.js';
import { bareEnvironment, ownEnvironment, shellProgram, temporaryFolder } from './support/folders.js';

const firstBuildMilliseconds = 45 * 60_000;
const serverMilliseconds = 120_000;
const searchAttributes: SearchAttributes = { TestUrn: 'Keyword', TestPaused: 'Bool', TestNextActionAt: 'Datetime' };
const urnKey = defineSearchAttributeKey('TestUrn', SearchAttributeType.KEYWORD);
const namespace = 'engine-test';

beforeAll(async () => {
  await obtainTemporalProgram(process.env, createProgress().step('Temporal'));
}, firstBuildMilliseconds);

async function wanted(changes: Partial<TemporalWanted> = {}): Promise<TemporalWanted> {
  const environment = await ownEnvironment();
  const folder = path.join(environment.ABIE_HOME, 'main');
  return { folder, environment, progress: quietProgress, namespace, searchAttributes, ...changes };
}

async function start(given: TemporalWanted): Promise<TemporalEngine> {
  const engine = await findOrStartTemporal(given);
  onTestFinished(() => engine.stop());
  return engine;
}

async function withClient<T>(engine: TemporalEngine, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: engine.address });
  try {
    return await use(new Client({ connection, namespace: engine.namespace }));
  } finally {
    await connection.close();
  }
}

const startWorkflow = (engine: TemporalEngine, workflowId: string): Promise<unknown> =>
  withClient(engine, (client) =>
    client.workflow.start('waiting', {
      workflowId,
      taskQueue: 'nobody-listens',
      typedSearchAttributes: [{ key: urnKey, value: '900001' }],
    }),
  );

const workflowAt = (engine: TemporalEngine, workflowId: string): Promise<string> =>
  withClient(engine, async (client) => {
    const { status, typedSearchAttributes } = await client.workflow.getHandle(workflowId).describe();
    return `${status.name} ${typedSearchAttributes.get(urnKey) ?? 'without a URN'}`;
  });

describe('our own Temporal server', { timeout: serverMilliseconds }, () => {
  test('keeps a workflow, its attributes and its place when stopped and restarted on the same file', async () => {
    const given = await wanted();
    const first = await start(given);
    await startWorkflow(first, 'kept');
    await first.stop();
    expect(fs.existsSync(path.join(given.folder, 'temporal.pid'))).toBe(false);

    const second = await start({ ...given, preferredPort: first.ports?.port ?? 0 });
    expect(second.address).toBe(first.address);
    expect(await workflowAt(second, 'kept')).toBe('RUNNING 900001');
  });

  test('keeps a workflow when killed, and adds search attributes requested since', async () => {
    const given = await wanted();
    const first = await start(given);
    await startWorkflow(first, 'kept');
    process.kill(first.pid ?? 0, 'SIGKILL');
    await first.ended;

    const second = await start({ ...given, searchAttributes: { ...searchAttributes, TestPhase: 'Keyword' } });
    expect(second.pid).not.toBe(first.pid);
    expect(await workflowAt(second, 'kept')).toBe('RUNNING 900001');
    const attributes = await withClient(second, (client) =>
      client.connection.operatorService.listSearchAttributes({ namespace }),
    );
    expect(Object.keys(attributes.customAttributes)).toEqual(expect.arrayContaining(['TestUrn', 'TestPhase']));
  });

  test('is taken over when a killed run left it behind and it still answers', async () => {
    const given = await wanted();
    const left = await start(given);
    const again = await start(given);
    expect(again.pid).toBe(left.pid);
    expect(again.address).toBe(left.address);
    await again.stop();
    await left.ended;
  });

  test('is stopped and replaced on the same file when it was left behind and does not answer', async () => {
    const given = await wanted();
    const left = await start(given);
    await startWorkflow(left, 'kept');
    process.kill(left.pid ?? 0, 'SIGSTOP');
    const again = await start(given);
    expect(again.pid).not.toBe(left.pid);
    expect(await workflowAt(again, 'kept')).toBe('RUNNING 900001');
  });

  test('moves away a database whose creation was interrupted', async () => {
    const given = await wanted();
    fs.mkdirSync(given.folder);
    fs.writeFileSync(path.join(given.folder, 'temporal.db'), '');
    await startWorkflow(await start(given), 'first');
    expect(fs.existsSync(path.join(given.folder, 'temporal.db.half-made'))).toBe(true);
  });

  test('keeps closed workflows for a school year and its audit, in files for this user only', async () => {
    const given = await wanted();
    const engine = await start(given);
    const described = await withClient(engine, (client) => client.workflowService.describeNamespace({ namespace }));
    expect(Number(described.config?.workflowExecutionRetentionTtl?.seconds)).toBe(400 * 86_400);
    for (const file of ['temporal.db', 'temporal.db-wal', 'temporal.log', 'temporal.pid']) {
      expect([file, fs.statSync(path.join(given.folder, file)).mode & 0o077]).toEqual([file, 0]);
    }
  });

  test('lets a worker deployment version be made current', async () => {
    const engine = await start(await wanted());
    const current = await withClient(engine, async (client) => {
      const deploymentName = 'abie';
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        ...{ namespace, deploymentName, version: 'abie.build-1', buildId: 'build-1' },
        ...{ allowNoPollers: true, ignoreMissingTaskQueues: true, identity: 'test' },
      });
      const deployment = await client.workflowService.describeWorkerDeployment({ namespace, deploymentName });
      return deployment.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
    });
    expect(current).toBe('build-1');
  });

  test('takes another port when the preferred one is in use', async () => {
    const first = await start(await wanted());
    const second = await start(await wanted({ preferredPort: first.ports?.port ?? 0 }));
    expect(second.address).not.toBe(first.address);
  });

  test('starts on other ports when one is taken during its start, however much its crash writes afterwards', async () => {
    const { file } = await obtainTemporalProgram(process.env, quietProgress.step('Temporal'));
    const crashed = path.join(await temporaryFolder(), 'crashed');
    const folder = await shellProgram('temporal', [
      `if [ "$1" = server ] && [ ! -e ${crashed} ]; then`,
      `  : > ${crashed}; echo "panic: listen tcp 127.0.0.1: bind: address already in use"`,
      '  for line in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "goroutine $line [running]:"; done; exit 2',
      'fi',
      `exec ${file} "$@"`,
    ]);
    const environment = await ownEnvironment({ PATH: `${folder}:${process.env['PATH'] ?? ''}` });
    const engine = await start(await wanted({ environment, folder: path.join(environment.ABIE_HOME, 'main') }));
    expect(fs.existsSync(crashed)).toBe(true);
    expect(await workflowAt(engine, 'nowhere').catch((error: unknown) => String(error))).toMatch(/not found/i);
  });
});

describe('TEMPORAL_ADDRESS', { timeout: serverMilliseconds }, () => {
  test('is used, given its namespace and attributes, and never stopped', async () => {
    const own = await start(await wanted());
    const environment = await ownEnvironment({ TEMPORAL_ADDRESS: own.address });
    const theirs = await start(await wanted({ environment, namespace: 'another' }));
    expect(theirs).toMatchObject({ address: own.address, foundAs: 'address' });
    await startWorkflow(theirs, 'there');
    await theirs.stop();
    expect(await workflowAt(theirs, 'there')).toBe('RUNNING 900001');
  });

  test('is refused with the name of an attribute that has another type', async () => {
    const own = await start(await wanted());
    const environment = await ownEnvironment({ TEMPORAL_ADDRESS: own.address });
    const given = await wanted({ environment, searchAttributes: { TestUrn: 'Bool' } });
    await expect(findOrStartTemporal(given)).rejects.toThrow(/TestUrn .* is not of type Bool/);
  });

  test('is named with what to do when no server answers there', async () => {
    const environment = await ownEnvironment({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
    await expect(findOrStartTemporal(await wanted({ environment }))).rejects.toThrow(
      /TEMPORAL_ADDRESS is 127\.0\.0\.1:1, but no Temporal server answers there .* unset TEMPORAL_ADDRESS/s,
    );
  });
});

describe('the temporal program', () => {
  const step = quietProgress.step('Temporal');

  test('gives one message that says what was tried and what to install when it cannot be found', async () => {
    const environment = await bareEnvironment();
    const folder = path.join(environment.ABIE_HOME, 'main');
    const problem = findOrStartTemporal(await wanted({ environment, folder }));
    await expect(problem).rejects.toThrow(
      /No Temporal server could be found, downloaded or built\..*no program "temporal" on the path.*no download.*no build.*install Go 1\.25/s,
    );
  });

  test('on the path is preferred to the one in the cache', async () => {
    const folder = await shellProgram('temporal', ['echo "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"']);
    const environment = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    expect(await findTemporalProgram(environment)).toEqual({ file: path.join(folder, 'temporal'), foundAs: 'path' });
  });

  test('is skipped when its server is too old, and named when no other is found', async () => {
    const folder = await shellProgram('temporal', ['echo "temporal version 1.1.0 (Server 1.25.0, UI 2.30.0)"']);
    const environment = await bareEnvironment({ PATH: folder });
    await expect(obtainTemporalProgram(environment, step)).rejects.toThrow(/holds server 1\.25\.0; 1\.29\.1 or newer/);
  });

  test('left by the SDK in the temporary folder is used', async () => {
    const environment = await bareEnvironment();
    const { version } = JSON.parse(
      fs.readFileSync(path.join('node_modules', '@temporalio', 'testing', 'package.json'), 'utf8'),
    ) as { version: string };
    const file = path.join(environment.ABIE_HOME, `temporal-sdk-typescript-${version}`);
    fs.writeFileSync(file, '#!/bin/sh\necho "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"\n', { mode: 0o755 });
    expect(await findTemporalProgram(environment)).toEqual({ file, foundAs: 'download' });
  });

  // The real build takes minutes; these programs take the place of Go alone.
  test('is built with Go into the cache when there is no other', async () => {
    const folder = await shellProgram('go', [
      'echo "go: downloading go.temporal.io/server v1.29.1" >&2',
      'test "$1 $2" = "install github.com/temporalio/cli/cmd/temporal@v1.5.1" || exit 1',
      'printf "#!/bin/sh\\necho Server 1.29.1\\n" > "$GOBIN/temporal" && /bin/chmod 755 "$GOBIN/temporal"',
    ]);
    const environment = await bareEnvironment({
      PATH: folder,
      ABIE_OFFLINE: undefined,
      HTTPS_PROXY: 'http://127.0.0.1:1',
    });
    const file = path.join(environment.ABIE_HOME, 'abie', 'bin', 'temporal');
    expect(await obtainTemporalProgram(environment, step)).toEqual({ file, foundAs: 'built' });
    expect(await findTemporalProgram(environment)).toEqual({ file, foundAs: 'cache' });
  }, 60_000);

  test('is reported missing with Go’s own message when Go fails to build it', async () => {
    const folder = await shellProgram('go', ['echo "go: module lookup disabled by GOPROXY=off" >&2', 'exit 1']);
    const environment = await bareEnvironment({
      PATH: folder,
      ABIE_OFFLINE: undefined,
      HTTPS_PROXY: 'http://127.0.0.1:1',
    });
    await expect(obtainTemporalProgram(environment, step)).rejects.toThrow(/no build: go: module lookup disabled/);
  }, 60_000);
});

test('a folder that cannot be created is named, with the variable to set', async () => {
  const file = path.join(await temporaryFolder(), 'file');
  fs.writeFileSync(file, '');
  await expect(findOrStartTemporal(await wanted({ folder: path.join(file, 'main') }))).rejects.toThrow(
    /can't be made .* Set ABIE_HOME/,
  );
});
