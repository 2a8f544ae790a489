import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createProgress, quietProgress } from '../../engine/progress.js';
import { timeSkippingServerPath } from '../../engine/time-skipping-server.js';
import { bareEnvironment, shellProgram } from './support/folders.js';

const firstFetchMilliseconds = 10 * 60_000;

test(
  'the test server starts under the SDK and skips thirty days',
  async () => {
    const file = await timeSkippingServerPath({ environment: process.env, progress: createProgress() });
    const environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: file } },
    });
    onTestFinished(() => environment.teardown());
    const before = await environment.currentTimeMs();
    await environment.sleep('30 days');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000);
  },
  firstFetchMilliseconds,
);

test('a test server on the path, or named by ABIE_TEST_SERVER, is used as it is', async () => {
  const folder = await shellProgram('temporal-test-server', ['exit 0']);
  const file = path.join(folder, 'temporal-test-server');
  const found = (environment: Readonly<Record<string, string | undefined>>): Promise<string> =>
    timeSkippingServerPath({ environment, progress: quietProgress });
  expect(await found(await bareEnvironment({ PATH: folder }))).toBe(file);
  expect(await found(await bareEnvironment({ ABIE_TEST_SERVER: file }))).toBe(file);
  await expect(found(await bareEnvironment({ ABIE_TEST_SERVER: `${file}-not` }))).rejects.toThrow(
    /ABIE_TEST_SERVER is .*-not, which is not a program/,
  );
});

test('a test server that can be had in no way gives one message that says what to install', async () => {
  const environment = await bareEnvironment({ ABIE_OFFLINE: undefined, HTTPS_PROXY: 'http://127.0.0.1:1' });
  await expect(timeSkippingServerPath({ environment, progress: quietProgress })).rejects.toThrow(
    /No time-skipping test server could be found or made\..*not from Maven: Java is not on the path.*install Java/s,
  );
});
