import { afterAll, beforeAll, expect, test } from 'vitest';
import { namingChangeId } from '../../contracts/workflow-ids.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { inMonitoring } from '../support/support-schools.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { someUrn } from '../support/year.js';

const year = '202425';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

test('a naming answer signals open reports that differ from it, which are rewritten once, and leaves closed ones unchanged', async () => {
  const { db, client } = stack;
  const example = someUrn(701);
  const [open, closed] = [await inMonitoring(stack, 702), await inMonitoring(stack, 703)];
  await closed.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  await closed.handle.result();
  await db('naming').insert({
    academic_year: year,
    urn: example,
    version: 2,
    policy_version: 'naming-1',
    asked_at: new Date(),
    answer_by: new Date(),
    answer: 'agreed',
  });
  for (const report of [open.urn, closed.urn])
    await db('naming_place').insert({ academic_year: year, example_urn: example, report_urn: report });

  const { academicYear } = open.input;
  const workflowId = namingChangeId({ academicYear, urn: example }, 'yes-1');
  const handle = await client.workflow.start('naming', {
    workflowId,
    taskQueue: taskQueues.schoolYear,
    args: [{ academicYear, urn: example }],
  });
  expect(await handle.result()).toEqual({ stage: 'done', signalled: 1 });
  await keepHistory(handle, 'one-report');

  const log = await open.log();
  expect(log.map(({ cause }) => cause.kind).slice(-1)).toEqual(['examplesChanged']);
  const live = await db('live_report')
    .where({ academic_year: year, urn: open.urn })
    .first<{ report_version: number }>();
  expect(live).toMatchObject({ report_version: 2 });
  await open.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  await open.handle.result();
  await keepHistory(open.handle, 'renamed');
});
