import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubId, placeRoundsId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { testStack, type TestStack } from '../support/stack.js';
import { offered, seedSchoolsAndHubs, supportIn } from '../support/support-schools.js';

const thisYear = academicYear('202425');
let stack: TestStack;

beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [321, 322], [{ lead: 320, enhancedPlaces: 2 }]);
});
afterAll(() => stack.stop());

test('a round that runs after a hub’s year has ended does not restart the hub, and the school keeps waiting', async () => {
  const first = await offered(stack, 321);
  await supportIn(stack, first, 'in-progress');
  const hub = stack.client.workflow.getHandle(hubId(thisYear, 'HUB-1'));
  await hub.signal('yearEnded', { kind: 'yearEnded' });
  await hub.result();

  const rounds = stack.client.workflow.getHandle(placeRoundsId(thisYear));
  const roundsDone = async (): Promise<number> =>
    ((await rounds.fetchHistory()).events ?? []).filter((event) => event.activityTaskCompletedEventAttributes).length;
  const before = await roundsDone();
  await offered(stack, 322);
  while ((await roundsDone()) <= before) await pause(500);
  expect((await hub.describe()).status.name).toBe('COMPLETED');
});
