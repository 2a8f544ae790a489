import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubId, placeRoundsId, supportId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring, offer, offered, seedSchoolsAndHubs, supportIn } from '../support/support-schools.js';
import { monthOf } from '../support/year.js';

const thisYear = academicYear('202425');
let stack: TestStack;

/** One hub of one enhanced place, open since September. */
beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [301, 302], [{ lead: 300, enhancedPlaces: 1 }]);
});
afterAll(() => stack.stop());

test('the first referred school gets the place, the second waits with the reason, and a freed place goes to it', async () => {
  const first = await inMonitoring(stack, 301);
  for (const position of [0, 1, 2, 3, 4, 5]) await first.report(monthOf(first.input.calendar, position, 11));
  expect(await first.status()).toMatchObject({ status: 'below', referralState: 'proposed' });
  expect(await first.refusalOf('adviser', 'confirmReferral', { ...offer, hasNoConflictOfInterest: false })).toBe(
    'SecondPersonNeeded',
  );
  await first.decide('adviser', 'confirmReferral', offer);
  expect(await supportIn(stack, first, 'in-progress', 'waiting')).toMatchObject({
    stage: 'in-progress',
    hub_id: 'HUB-1',
  });
  const second = await offered(stack, 302);
  expect(await supportIn(stack, second, 'in-progress', 'waiting')).toMatchObject({
    stage: 'waiting',
    waiting_reason: expect.stringMatching(/full/) as string,
  });

  const support = stack.client.workflow.getHandle(supportId(thisYear, first.urn));
  const manager = { id: 'hub-manager-1', role: 'hub-manager', regionCode: 'H' };
  const milestone = {
    milestone: 'partnership-agreed',
    reachedOn: '2025-03-01',
    evidence: 'Signed agreement.',
    days: 0.5,
  };
  await support.executeUpdate('recordMilestone', {
    args: [{ commandId: randomUUID(), actor: manager, body: milestone }],
  });
  await support.executeUpdate('endSupport', {
    args: [{ commandId: randomUUID(), actor: manager, body: { reason: 'The school has its own support.' } }],
  });
  expect(await support.result()).toMatchObject({ stage: 'ended', outcome: 'ended-early', daysUsed: 0.5 });
  await keepHistory(support, 'ended-early');

  await supportIn(stack, second, 'in-progress');
  const hub = await stack.db('hub_view').first<{ enhanced_taken: number }>('enhanced_taken');
  expect(hub).toEqual({ enhanced_taken: 1 });

  for (const position of [6, 7, 8, 9, 10]) await second.report(monthOf(second.input.calendar, position, 11));
  await second.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  expect(await second.handle.result()).toMatchObject({ outcome: 'not-met', referralState: 'confirmed' });
  expect(await stack.client.workflow.getHandle(supportId(thisYear, second.urn)).result()).toMatchObject({
    outcome: 'carried-forward',
  });
  await keepHistory(second.handle, 'referred');
  const hubHandle = stack.client.workflow.getHandle(hubId(thisYear, 'HUB-1'));
  await hubHandle.signal('yearEnded', { kind: 'yearEnded' });
  await hubHandle.result();
  await keepHistory(hubHandle, 'in-rounds');
  const rounds = stack.client.workflow.getHandle(placeRoundsId(thisYear));
  await rounds.signal('yearEnded', { kind: 'yearEnded' });
  expect(await rounds.result()).toMatchObject({ waiting: 0 });
  await keepHistory(rounds, 'two-schools');
});
