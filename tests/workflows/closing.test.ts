import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { yearTerms } from '../../academic-years/year-terms.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { hubId, recallWorkflowId, supportId } from '../../contracts/workflow-ids.js';
import { type LogEntry } from '../../domain/process/log.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { chainOf } from '../support/chain.js';
import { testStack, type TestStack } from '../support/stack.js';
import { someUrn, TestYear } from '../support/year.js';

const year = academicYear('202425');
const terms = yearTerms(year);
const manager = { id: 'manager-1', role: 'hub-manager', regionCode: 'H' } as const;
let stack: TestStack;

beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

const start = (type: string, workflowId: string, input: object): Promise<WorkflowHandle> =>
  stack.client.workflow.start(type, { workflowId, taskQueue: taskQueues.schoolYear, args: [input] });

async function until(isSo: () => Promise<unknown>): Promise<void> {
  while (!(await isSo())) await pause(2);
}

const row = (workflowId: string, where: object): Promise<unknown> =>
  stack
    .db('audit_log')
    .where({ workflow_id: workflowId, ...where })
    .first('id');

/** Decisions that come too late: some before the run closes, and some that it can no longer receive. */
async function sendLate(handle: WorkflowHandle, kind: string, body: object): Promise<void> {
  for (let sent = 0; sent < 6; sent += 1)
    await handle.signal(kind, { commandId: `late-${sent}`, actor: manager, body }).catch(() => undefined);
}

/** Every line of the workflow’s own log has its row. */
async function expectWholeLog(handle: WorkflowHandle): Promise<void> {
  await handle.result();
  const log = await handle.query<readonly LogEntry[]>('decisionLog');
  const rows = (await chainOf(stack.db, handle.workflowId)).filter(({ version }) => version !== null);
  expect(rows.map(({ version }) => version)).toEqual(log.map(({ version }) => version));
}

const hubInput = (id: string): object => ({
  academicYear: year,
  hubId: id,
  regionCode: 'H',
  capacity: { enhancedPlaces: 1, regionalPlaces: 1 },
  opensAtMilliseconds: 0,
});

test('a hub that ends records every decision that came too late', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const handle = await start('hub', hubId(year, `HUB-E${turn}`), hubInput(`HUB-E${turn}`));
    await handle.signal('yearEnded', { kind: 'yearEnded' });
    await until(() => row(handle.workflowId, { kind: 'yearEnded' }));
    await sendLate(handle, 'closeHub', { reason: 'Too late.' });
    await expectWholeLog(handle);
  }
});

test('a recall that ends records every decision that came too late', async () => {
  await prepareSchool(stack.db, someUrn(800));
  for (let turn = 0; turn < 4; turn += 1) {
    const recallId = randomUUID();
    const actor = { id: 'ana', role: 'analyst' };
    const handle = await start('recall', recallWorkflowId(recallId), {
      recallId,
      academicYear: year,
      purpose: 'suspend',
      scope: { kind: 'schools', urns: [someUrn(800)] },
      reason: 'A wrong file.',
      proposedBy: actor,
      schoolsPerSecond: 100,
    });
    await until(async () => (await handle.query<{ stage: string }>('status')).stage === 'proposed');
    await handle.executeUpdate('cancelRecall', {
      args: [{ commandId: 'cancel', actor, body: { reason: 'The wrong list.' } }],
    });
    await until(() => row(handle.workflowId, { command_id: 'cancel' }));
    await sendLate(handle, 'confirmRecall', {});
    await expectWholeLog(handle);
  }
});

test('a second support of a year continues the log where the first left it, and both histories are archived', async () => {
  const urn = someUrn(810);
  await prepareSchool(stack.db, urn);
  const school = await TestYear.start(stack.client, urn);
  await school.until('in-review');
  const input = {
    academicYear: year,
    urn,
    regionCode: 'H',
    pathway: 'toolkit',
    ground: '2024-12',
    needPoints: 1,
    calendar: terms.calendar,
    daysSetAside: [],
    escalation: terms.decisionPolicy.supportEscalation,
  };
  const adviser = { id: 'adviser-1', role: 'rise-adviser', regionCode: 'H' };
  const end = (handle: WorkflowHandle, commandId: string): Promise<unknown> =>
    handle.executeUpdate('endSupport', { args: [{ commandId, actor: adviser, body: { reason: 'Not wanted.' } }] });
  const workflowId = supportId(year, urn);

  const first = await start('support', workflowId, input);
  await end(first, 'end-1');
  await sendLate(first, 'endSupport', { reason: 'Too late.' });
  await expectWholeLog(first);
  const recorded = (await chainOf(stack.db, workflowId)).length;
  await until(async () => {
    const { raw } = await school.handle.describe();
    return !raw.pendingWorkflowTask && (raw.pendingActivities ?? []).length === 0;
  });
  const reported = (await supportEndings(school)).at(-1);
  expect(reported).toBe(recorded);

  const second = await start('support', workflowId, { ...input, afterVersion: reported });
  await end(second, 'end-2');
  expect(await second.result()).toMatchObject({ stage: 'ended' });
  await until(async () => (await stack.db('history_archive').where({ workflow_id: workflowId })).length === 2);
});

/** The versions with which the school-year was notified that its support had ended. */
async function supportEndings({ handle }: TestYear): Promise<readonly number[]> {
  const { events = [] } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    const data = signal?.signalName === 'supportEnded' ? signal.input?.payloads?.[0]?.data : undefined;
    return data ? [(JSON.parse(Buffer.from(data).toString()) as { readonly version: number }).version] : [];
  });
}
