import { randomUUID } from 'node:crypto';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../api/engine/gateway.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { reconcile } from '../../api/routes/reconciliation/reconcile.js';
import { chainOf, isStraight } from '../support/chain.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../support/stack.js';
import { someUrn, TestYear } from '../support/year.js';

const { ResetReapplyExcludeType } = proto.temporal.api.enums.v1;

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

const reconciled = () =>
  reconcile({ db: stack.db, gateway: createGateway(stack.client, 5_000) }, academicYear('202425'));

/** Resets a school-year to before its first decision, without that decision, as an administrator of the engine could. */
const resetBeforeDecision = (year: TestYear): Promise<void> => resetToTask(year, 1);

async function resetToTask(year: TestYear, task: number): Promise<void> {
  const { events } = await year.handle.fetchHistory();
  const before = events?.filter((event) => event.workflowTaskCompletedEventAttributes).at(task)?.eventId ?? null;
  await stack.client.workflowService.resetWorkflowExecution({
    namespace: stack.namespace,
    workflowExecution: { workflowId: year.handle.workflowId },
    reason: 'a test of what an administrator could do',
    workflowTaskFinishEventId: before,
    requestId: randomUUID(),
    resetReapplyExcludeTypes: [
      ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL,
      ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_UPDATE,
    ],
  });
}

test('a run that was reset and decides differently is stopped with an alarm, and the log keeps what happened', async () => {
  const { db } = stack;
  await prepareSchool(db, someUrn(710));
  const year = await TestYear.start(stack.client, someUrn(710));
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.settled();
  const rows = await chainOf(db, year.handle.workflowId);

  await resetBeforeDecision(year);
  await year.settled();
  expect((await reconciled()).differences).toMatchObject([
    { urn: year.urn, field: 'run', workflow: 'reset in the engine' },
  ]);

  await year.decide('analyst', 'withholdReport', { reason: 'A second past.' });
  await year.settled();
  const after = await chainOf(db, year.handle.workflowId);
  expect(after.slice(0, rows.length)).toEqual(rows);
  expect(after.slice(rows.length)).toMatchObject([{ kind: 'recordConflict', version: null, is_accepted: false }]);
  expect(await isStraight(db, year.handle.workflowId)).toBe(true);
  expect(await db('school_year_view').where({ urn: year.urn }).first('stage')).toEqual({ stage: 'with-school' });
  expect(await db('notice').where({ workflow_id: year.handle.workflowId, recipient: 'operators' })).toHaveLength(1);
  expect(await year.refusalOf('analyst', 'releaseFromQuarantine', { reason: 'Again.' })).toBe('RecordConflict');
  expect(await year.status()).toMatchObject({ isHalted: true });
});

test('a run that was reset and decides the same repeats its records, and goes on', async () => {
  const { db } = stack;
  await prepareSchool(db, someUrn(712));
  const year = await TestYear.start(stack.client, someUrn(712));
  await year.until('in-review');
  await year.settled();
  const rows = await chainOf(db, year.handle.workflowId);

  await resetToTask(year, 0);
  await year.until('in-review');
  await year.settled();
  expect(await chainOf(db, year.handle.workflowId)).toEqual(rows);
  expect(await year.status()).not.toHaveProperty('isHalted');
  await year.decide('analyst', 'approveTarget');
  await year.settled();
  const after = await chainOf(db, year.handle.workflowId);
  expect(after.slice(rows.length)).toMatchObject([{ kind: 'approveTarget', version: rows.length + 1 }]);
});

test('a run that was started again is stopped with an alarm, although its first records say the same', async () => {
  const { db } = stack;
  await prepareSchool(db, someUrn(713));
  const year = await TestYear.start(stack.client, someUrn(713));
  await year.until('in-review');
  await year.settled();
  const rows = await chainOf(db, year.handle.workflowId);
  await year.handle.terminate('a test of what an administrator could do');

  const again = await TestYear.start(stack.client, someUrn(713));
  await expect.poll(() => chainOf(db, year.handle.workflowId), { timeout: 30_000 }).toHaveLength(rows.length + 1);
  const after = await chainOf(db, year.handle.workflowId);
  expect(after.slice(0, rows.length)).toEqual(rows);
  expect(after.slice(rows.length)).toMatchObject([{ kind: 'recordConflict', version: null, is_accepted: false }]);
  expect(await again.status()).toMatchObject({ isHalted: true });
});

test('a school-year that was terminated in the engine is reported', async () => {
  await prepareSchool(stack.db, someUrn(711));
  const year = await TestYear.start(stack.client, someUrn(711));
  await year.until('in-review');
  await year.settled();
  await year.handle.terminate('a test of what an administrator could do');
  expect((await reconciled()).differences).toContainEqual({
    urn: year.urn,
    field: 'run',
    workflow: 'terminated',
    readModel: '',
    auditLog: 'no decision did that',
  });
});
