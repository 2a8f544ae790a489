import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DecisionKind } from '../../domain/school-year/decisions/index.js';
import { supportId } from '../../contracts/workflow-ids.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring, offer, seedSchoolsAndHubs, supportIn } from '../support/support-schools.js';
import { monthOf, type TestYear } from '../support/year.js';

let stack: TestStack;

beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [601], [{ lead: 600, enhancedPlaces: 1 }]);
});
afterAll(() => stack.stop());

const manager = { id: 'hub-manager-1', role: 'hub-manager', regionCode: 'H' };
const analyst = { id: 'analyst-1', role: 'analyst' };

/** @returns the id of the command, which is that of the shock it opens */
async function decide({ handle }: TestYear, kind: DecisionKind, actor: object, body: object): Promise<string> {
  const command = { kind, commandId: randomUUID(), actor, body };
  await handle.executeUpdate(kind, { args: [command], updateId: command.commandId });
  return command.commandId;
}

const shock = (year: TestYear, from: string, to: string): Promise<string> =>
  decide(year, 'pauseForShock', manager, { shockKind: 'severe-weather', from, to, evidence: 'Flood notice.' });

/** Waits for the read model. */
async function nextIsDue({ urn }: TestYear, dueOn: string): Promise<void> {
  const due = async (): Promise<unknown> =>
    (
      await stack
        .db('support_view')
        .where({ urn })
        .first<{ readonly due: string }>(stack.db.raw(`to_char(due_on, 'YYYY-MM-DD') as due`))
    ).due;
  await expect.poll(due, { timeout: 10_000 }).toBe(dueOn);
}

test('due dates of support move by the days set aside, once where shocks overlap, and back when a shock is revoked', async () => {
  const year = await inMonitoring(stack, 601);
  for (const position of [0, 1, 2, 3, 4, 5]) await year.report(monthOf(year.input.calendar, position, 11));
  await year.settled();
  const first = await shock(year, '2024-09-09', '2024-09-13');
  await year.decide('adviser', 'confirmReferral', offer);
  await supportIn(stack, year, 'in-progress');
  await nextIsDue(year, '2024-09-29');

  const second = await shock(year, '2024-09-12', '2024-09-18');
  await nextIsDue(year, '2024-10-04');
  await decide(year, 'revokeShock', analyst, { shockId: first, reason: 'The school was open.' });
  await nextIsDue(year, '2024-10-01');
  await decide(year, 'resumeMonitoring', manager, { shockId: second, endedOn: '2024-09-13' });
  await nextIsDue(year, '2024-09-26');
  await decide(year, 'revokeShock', analyst, { shockId: second, reason: 'The school was open.' });
  await nextIsDue(year, '2024-09-24');

  await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  await year.handle.result();
  const support = stack.client.workflow.getHandle(supportId(year.input.academicYear, year.urn));
  expect(await support.result()).toMatchObject({ outcome: 'carried-forward' });
  await keepHistory(year.handle, 'overlapping-shocks');
  await keepHistory(support, 'days-set-aside');
});
