import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../api/engine/gateway.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { reconcile } from '../../api/routes/reconciliation/reconcile.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { startWorker, type RunningWorker } from '../../workers/worker.js';
import { chainOf, isStraight } from '../support/chain.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
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

test('a decision whose worker dies right after recording it is in the history and is recorded once', async () => {
  const { db, client, address, namespace } = stack;
  await prepareSchool(db, someUrn(700));
  const year = await TestYear.start(client, someUrn(700));
  await year.until('in-review');
  await year.settled();
  await stack.worker.stop();

  const approval = year.send('analyst', 'approveTarget');
  await dieAfterRecording('approveTarget');
  const { workflowId } = year.handle;
  const rows = await chainOf(db, workflowId);
  expect(rows.at(-1)).toMatchObject({ kind: 'approveTarget', is_accepted: true });
  const { events } = await year.handle.fetchHistory();
  expect(events?.some((event) => event.workflowExecutionUpdateCompletedEventAttributes)).toBe(true);
  expect(await approval).toEqual({ version: rows.at(-1)?.version, stage: 'with-school' });

  const dependencies = { db, client, buildId: testBuild.buildId, narrative: plainWriter };
  second = await startWorker({ address, namespace, dependencies, bundle: testBuild });
  expect(await year.status()).toMatchObject({ stage: 'with-school', version: rows.at(-1)?.version });
  expect(await chainOf(db, workflowId)).toEqual(rows);
  expect(await isStraight(db, workflowId)).toBe(true);
  expect(await reconcile({ db, gateway: createGateway(client, 5_000) }, academicYear('202425'))).toEqual({
    schools: 1,
    reconciled: true,
    differences: [],
  });
});
