import { randomUUID } from 'node:crypto';
import { type WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { yearTerms } from '../../academic-years/year-terms.js';
import { type SupportInput } from '../../domain/support/messages.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { supportId } from '../../contracts/workflow-ids.js';
import { dateAt } from '../../domain/shared/school-calendar.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { seedSchoolsAndHubs, supportIn } from '../support/support-schools.js';
import { someUrn } from '../support/year.js';

let stack: TestStack;
const { academicYear, calendar, decisionPolicy } = yearTerms('202425', {
  startsAtMilliseconds: Date.now(),
  dayMilliseconds: 100,
});

beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [611, 612], [{ lead: 610, enhancedPlaces: 1 }]);
});
afterAll(() => stack.stop());

async function begin(number: number, needPoints: number): Promise<WorkflowHandle> {
  const input: SupportInput = {
    academicYear,
    urn: someUrn(number),
    regionCode: 'H',
    pathway: 'enhanced',
    ground: '2024-09',
    needPoints,
    calendar,
    daysSetAside: [],
    escalation: decisionPolicy.supportEscalation,
  };
  return stack.client.workflow.start('support', {
    workflowId: supportId(academicYear, input.urn),
    taskQueue: taskQueues.schoolYear,
    args: [input],
  });
}

/** Recipients of the notices about a support that contain a text. */
const recipientsOf = (handle: WorkflowHandle, about: string): Promise<string[]> =>
  stack
    .db('notice')
    .where({ workflow_id: handle.workflowId })
    .andWhere('about', 'like', `%${about}%`)
    .orderBy('recipient')
    .pluck<string[]>('recipient');

const command = (body: object): object => ({
  commandId: randomUUID(),
  actor: { id: 'hub-manager-1', role: 'hub-manager', regionCode: 'H' },
  body,
});

test('a step long overdue is escalated to advisers once, and a school that waits long until it has a place', async () => {
  const first = await begin(611, 3);
  await supportIn(stack, { urn: someUrn(611) }, 'in-progress');
  const second = await begin(612, 1);
  await supportIn(stack, { urn: someUrn(612) }, 'waiting');

  const long = { timeout: 30_000 };
  await expect.poll(() => recipientsOf(first, 'still open well after'), long).toEqual(['rise-advisers']);
  await expect
    .poll(() => recipientsOf(second, 'waited a long time'), long)
    .toEqual(['rise-advisers', 'senior-analysts']);
  const row = await stack
    .db('support_view')
    .where({ urn: someUrn(611) })
    .first<{ readonly overdue: readonly object[] }>('overdue');
  expect(row.overdue[0]).toEqual({ milestone: 'partnership-agreed', dueOn: expect.any(String) as string });

  const reachedOn = dateAt(calendar, Date.now());
  const body = { milestone: 'partnership-agreed', reachedOn, evidence: 'Signed agreement.', days: 0.5 };
  await first.executeUpdate('recordMilestone', { args: [command(body)] });
  await first.executeUpdate('endSupport', { args: [command({ reason: 'The school has its own support.' })] });
  await first.result();
  expect(await recipientsOf(first, 'still open well after')).not.toContain('senior-analysts');
  await supportIn(stack, { urn: someUrn(612) }, 'in-progress');
  await second.signal('yearEnded', { kind: 'yearEnded' });
  await second.result();
  expect(await recipientsOf(second, 'waited a long time')).toHaveLength(2);
  await keepHistory(first, 'escalated');
  await keepHistory(second, 'waited-long');
});
