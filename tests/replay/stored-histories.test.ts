import { readdirSync } from 'node:fs';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { storedHistories } from '../support/stored-histories.js';
import { testBuild } from '../support/stack.js';

test('every stored history replays with the present code', async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const histories = storedHistories();
  expect(histories.length).toBeGreaterThanOrEqual(6);
  const problems: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: testBuild.codePath } },
    histories,
  )) {
    if (error) problems.push(`${workflowId}: ${error.message}`);
  }
  expect(problems).toEqual([]);
});

test('only one copy of protobufjs is installed, so that JSON histories replay', () => {
  const copies = readdirSync('node_modules', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)protobufjs\/package\.json$/.test(path),
  );
  expect(copies).toHaveLength(1);
});
