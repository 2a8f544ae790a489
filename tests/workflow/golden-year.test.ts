import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { taskQueues } from '../../contracts/task-queues.js';
import { prepareSchool } from '../support/prepared-school.js';
import { testStack, type TestStack } from '../support/stack.js';
import { monthOf, someUrn, TestYear, yearInput } from '../support/year.js';

/** The hand-counted bound of docs/architecture.md for eleven months, two decisions and no shock. */
const handCountedEvents = 86;

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

test('a golden year takes no more events than were counted by hand, and at most 90', async () => {
  const school = someUrn(1);
  await prepareSchool(stack.db, school);
  const input = yearInput(school);
  const year = new TestYear(stack.client, school);
  const started = await stack.client.workflow.start('schoolYear', { workflowId: year.workflowId, taskQueue: taskQueues.schoolYear, args: [input] });
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  for (const position of input.calendar.months.keys()) {
    await year.report(monthOf(input.calendar, position, 5.2));
    await year.status();
  }
  await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  const view = (await started.result()) as { readonly stage: string; readonly outcome: string };

  const { events } = await year.handle.fetchHistory();
  const kinds = events?.map(({ eventType }) => eventType) ?? [];
  console.info(JSON.stringify(Object.entries(kinds.reduce((c: Record<string, number>, k) => ({ ...c, [String(k)]: (c[String(k)] ?? 0) + 1 }), {}))));
  console.info(`Golden year: ${kinds.length} events, ${historyToJSON({ events: events ?? [] }).length} bytes of JSON.`);
  expect(view).toMatchObject({ stage: 'closed', outcome: 'exceeded' });
  expect(kinds.length).toBeLessThanOrEqual(Math.floor(handCountedEvents * 1.15));
  expect(kinds.length).toBeLessThanOrEqual(90);
});
