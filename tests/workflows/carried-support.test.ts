import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { supportId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { offered, seedSchoolsAndHubs, supportIn } from '../support/support-schools.js';
import { TestYear } from '../support/year.js';

const [thisYear, nextYear] = [academicYear('202425'), academicYear('202526')];
let stack: TestStack;

beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [311], [{ lead: 310, enhancedPlaces: 1 }]);
});
afterAll(() => stack.stop());

test('support that its year leaves unfinished goes on in the next, at its hub and with what it has reached', async () => {
  const first = await offered(stack, 311);
  await supportIn(stack, first, 'in-progress');
  const support = stack.client.workflow.getHandle(supportId(thisYear, first.urn));
  const actor = { id: 'hub-manager-1', role: 'hub-manager', regionCode: 'H' };
  const body = { milestone: 'partnership-agreed', reachedOn: '2025-03-01', evidence: 'Signed agreement.', days: 0.5 };
  await support.executeUpdate('recordMilestone', { args: [{ commandId: randomUUID(), actor, body }] });

  await prepareSchool(stack.db, first.urn, { year: nextYear });
  const second = await TestYear.start(stack.client, first.urn, (input) => ({ ...input, academicYear: nextYear }));
  await second.settled();
  await first.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  expect(await support.result()).toMatchObject({ outcome: 'carried-forward' });

  const resumed = stack.client.workflow.getHandle(supportId(nextYear, first.urn));
  const row = await until(() =>
    stack.db('support_view').where({ academic_year: nextYear, urn: first.urn }).first<object | undefined>('*'),
  );
  expect(row).toMatchObject({ stage: 'in-progress', hub_id: 'HUB-1', days_used: 0.5 });
  const hub = await until(() =>
    stack.db('hub_view').where({ academic_year: nextYear, enhanced_taken: 1 }).first<object | undefined>('*'),
  );
  expect(hub).toMatchObject({ hub_id: 'HUB-1' });
  expect(await second.status()).toMatchObject({ referralState: 'confirmed' });

  await second.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  expect(await resumed.result()).toMatchObject({ outcome: 'carried-forward', daysUsed: 0.5 });
  await keepHistory(resumed, 'resumed');
  await second.handle.result();
  await keepHistory(second.handle, 'support-carried');
});

async function until<Row>(read: () => Promise<Row | undefined>): Promise<Row> {
  for (;;) {
    const row = await read();
    if (row !== undefined) return row;
    await pause(50);
  }
}
