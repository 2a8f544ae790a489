import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../api/gateway.js';
import { reconcile } from '../../api/routes/reconciliation/reconcile.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { startWorker, type RunningWorker } from '../../workers/worker.js';
import { chainOf, isStraight } from '../support/chain.js';
import { prepareSchool } from '../support/prepared-school.js';
import { testBuild, testStack, type TestStack } from '../support/stack.js';
import { someUrn, TestYear } from '../support/year.js';

let stack: TestStack;
let second: RunningWorker | undefined;

beforeAll(async () => {
  stack = await testStack();
});
afterAll(async () => {
  await second?.stop();
  await stack.stop();
});

/** Resolves when the worker has written the record of the decision and died of it. */
async function dieAfterRecording(kind: string): Promise<void> {
  const { address, namespace, databaseUrl } = stack;
  const words = [address, namespace, databaseUrl, testBuild.codePath, testBuild.buildId, kind];
  const child = spawn(process.execPath, [resolve('tests/support/dying-worker.mjs'), ...words], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
}

test('a worker dies between a record and the end of its task, and what then comes first is what log, view and history tell', async () => {
  const { db, client, address, namespace } = stack;
  await prepareSchool(db, someUrn(700));
  const year = await TestYear.start(client, someUrn(700), (input) => input, { workflowTaskTimeout: '3 seconds' });
  await year.until('in-review');
  await year.settled();
  await stack.worker.stop();

  const approval = year.decide('analyst', 'approveTarget').then(
    () => 'taken',
    () => 'refused',
  );
  await dieAfterRecording('approveTarget');
  const { workflowId } = year.handle;
  const before = await chainOf(db, workflowId);
  expect(before.at(-1)).toMatchObject({ kind: 'approveTarget', attempt: 1 });

  await year.handle.signal('withholdReport', {
    commandId: randomUUID(),
    actor: { id: 'analyst-2', role: 'analyst' },
    body: { reason: 'The school is about to close.' },
  });
  const dependencies = { db, client, buildId: testBuild.buildId, narrative: plainWriter };
  second = await startWorker({ address, namespace, dependencies, bundle: testBuild });
  expect(await approval).toBe('refused');

  const version = before.at(-1)?.version;
  expect(await year.status()).toMatchObject({ stage: 'withheld', version });
  const rows = await chainOf(db, workflowId);
  expect(rows.slice(0, before.length)).toEqual(before);
  expect(rows.slice(before.length)).toEqual([
    expect.objectContaining({ kind: 'withholdReport', version, attempt: 2, is_accepted: true }),
  ]);
  expect(await isStraight(db, workflowId)).toBe(true);
  const held = await db('school_year_view').where({ urn: year.urn }).first<{ stage: string; version: number }>();
  expect(held).toMatchObject({ stage: 'withheld', version });
  expect(await reconcile({ db, gateway: createGateway(client) }, '202425')).toEqual({
    schools: 1,
    reconciled: true,
    differences: [],
  });
});
