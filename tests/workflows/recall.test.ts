import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor } from '../../domain/process/actor.js';
import { type RecallDecision, type RecallInput } from '../../domain/recall/messages.js';
import { untilRecorded } from '../../database/recorded.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { recallWorkflowId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { testStack, type TestStack } from '../support/stack.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { keepHistory } from '../support/stored-histories.js';
import { someUrn, TestYear } from '../support/year.js';

const thisYear = academicYear('202425');

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
  await seedCheckedData(stack);
});
afterAll(() => stack.stop());

const ana: Actor = { id: 'ana', role: 'analyst' };
const sam: Actor = { id: 'sam', role: 'senior-analyst' };

test('a recall suspends the reports it affects, redrafts them and ends: an unchanged report keeps its version, a changed one is reviewed again', async () => {
  const [same, other, far] = await Promise.all([issued(401), issued(402), issued(403)]);
  const recall = await proposed('redraft', { kind: 'schools', urns: [same.urn, other.urn] });
  expect(await row(recall)).toMatchObject({ stage: 'proposed', touched: 2 });
  expect(await recall.refusalOf(sam, 'confirmRecall', {}, true)).toBe('SecondPersonNeeded');
  await recall.decide(sam, 'confirmRecall', {});
  expect(await stack.db('suspension').where({ recall_id: recall.id, lifted_at: null })).toHaveLength(1);
  await reached(recall, 'suspended');
  expect(await same.status()).toMatchObject({ stage: 'monitoring', isSuspended: true });
  expect(await far.status()).not.toHaveProperty('isSuspended');

  await correctFigures(other.urn);
  await recall.decide(ana, 'redraftSchools', {});
  await reached(recall, 'redrafted');
  expect(await row(recall)).toMatchObject({ redrafts: { unchanged: 1, changed: 1, held: 0 } });
  await recall.decide(sam, 'endRecall', { reason: 'The batch has been fixed.' });
  await recall.finished();

  expect(await same.status()).toMatchObject({ stage: 'monitoring', reportVersion: 1 });
  expect(await other.status()).toMatchObject({ stage: 'in-review', reportVersion: 2 });
  expect(await liveVersion(same.urn)).toBe(1);
  expect(await liveVersion(other.urn)).toBeUndefined();
  const notices = await stack.db('notice').where({ workflow_id: other.handle.workflowId }).pluck<string[]>('about');
  expect(notices).toContain('Your report has been withdrawn. We are making a new one.');
  await other.decide('analyst', 'approveTarget');
  await other.decide('school', 'agreeTarget');
  expect(await liveVersion(other.urn)).toBe(2);
  await keepHistory(recall.handle, 'redrafted');
  await keepHistory(other.handle, 'recalled');
});

test('a suspension that ends without a redraft changes nothing, and one proposed by mistake suspends nothing', async () => {
  const year = await issued(411);
  const mistaken = await proposed('suspend', { kind: 'schools', urns: [year.urn] });
  await mistaken.decide(ana, 'cancelRecall', { reason: 'The wrong list.' });
  await mistaken.finished();
  expect(await year.status()).not.toHaveProperty('isSuspended');

  const recall = await proposed('suspend', { kind: 'region', regionCode: 'H' });
  await recall.decide(sam, 'confirmRecall', {});
  await reached(recall, 'suspended');
  expect(await year.refusalOf('hub-manager', 'pauseForShock', shockBody)).toBe('Suspended');
  expect(await recall.refusalOf(ana, 'redraftSchools', {})).toBe('WrongStage');
  await recall.decide(sam, 'endRecall', { reason: 'Looked into.' });
  await recall.finished();
  expect(await year.status()).toMatchObject({ stage: 'monitoring' });
  expect(await year.status()).not.toHaveProperty('isSuspended');
  const [held] = await stack.db('suspension').where({ recall_id: recall.id }).select<{ lifted_at: Date | null }[]>();
  expect(held?.lifted_at).toBeInstanceOf(Date);
});

test('a recall keeps schools suspended while the data has faults, and says why', async () => {
  const year = await issued(421);
  const recall = await proposed('suspend', { kind: 'schools', urns: [year.urn] });
  await recall.decide(sam, 'confirmRecall', {});
  await reached(recall, 'suspended');
  await stack.db('hub').delete();
  await recall.decide(sam, 'endRecall', { reason: 'Too soon.' });
  await reached(recall, 'suspended', 5);
  expect(await row(recall)).toMatchObject({ problems: [expect.stringContaining('No hubs')] });
  expect(await year.status()).toMatchObject({ isSuspended: true });
  await seedHub(stack);
  await recall.decide(sam, 'endRecall', { reason: 'The hubs are there.' });
  await recall.finished();
  expect(await year.status()).not.toHaveProperty('isSuspended');
});

test('a recall that is cancelled while its proposal is being recorded ends', async () => {
  const year = await issued(431);
  for (let round = 0; round < 5; round += 1) {
    const handle = await start(inputOf('suspend', { kind: 'schools', urns: [year.urn] }));
    while ((await handle.query<{ readonly stage: string }>('status')).stage !== 'proposed') await pause(1);
    const command = { kind: 'cancelRecall', commandId: randomUUID(), actor: ana, body: { reason: 'The wrong list.' } };
    await handle.executeUpdate('cancelRecall', { args: [command] });
    expect(await handle.result()).toMatchObject({ stage: 'cancelled' });
  }
});

const shockBody = { shockKind: 'severe-weather', from: '2024-11-04', to: '2024-11-15', evidence: 'A notice.' };

async function issued(number: number): Promise<TestYear> {
  const urn = someUrn(number);
  await prepareSchool(stack.db, urn);
  const year = await TestYear.start(stack.client, urn);
  await year.until('in-review');
  await stack.db('school_year_view').where({ urn }).update({ region_code: 'H' });
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  return year;
}

interface RunningRecall {
  readonly id: string;
  readonly handle: Awaited<ReturnType<typeof start>>;
  decide(actor: Actor, kind: RecallDecision['kind'], body: object): Promise<unknown>;
  refusalOf(
    actor: Actor,
    kind: RecallDecision['kind'],
    body: object,
    asProposer?: boolean,
  ): Promise<string | undefined>;
  finished(): Promise<unknown>;
}

const start = (input: RecallInput) =>
  stack.client.workflow.start('recall', {
    workflowId: recallWorkflowId(input.recallId),
    taskQueue: taskQueues.schoolYear,
    args: [input],
  });

const inputOf = (purpose: RecallInput['purpose'], scope: RecallInput['scope']): RecallInput => ({
  recallId: randomUUID(),
  academicYear: thisYear,
  purpose,
  scope,
  reason: 'A wrong file.',
  proposedBy: ana,
  schoolsPerSecond: 100,
});

async function proposed(purpose: RecallInput['purpose'], scope: RecallInput['scope']): Promise<RunningRecall> {
  const input = inputOf(purpose, scope);
  const { recallId: id, proposedBy } = input;
  const handle = await start(input);
  const send = async (actor: Actor, kind: string, body: object): Promise<void> => {
    const command = { kind, commandId: randomUUID(), actor, body };
    await handle.executeUpdate(kind, { args: [command] });
    await untilRecorded(stack.db, { workflowId: handle.workflowId, commandId: command.commandId }, 10_000);
  };
  const recall: RunningRecall = {
    id,
    handle,
    decide: send,
    refusalOf: async (actor, kind, body, asProposer = false) => {
      const error: unknown = await send({ ...actor, ...(asProposer && { id: proposedBy.id }) }, kind, body).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return (error as { readonly cause?: { readonly type?: string } } | undefined)?.cause?.type;
    },
    finished: () => handle.result(),
  };
  await reached(recall, 'proposed');
  return recall;
}

const row = ({ id }: RunningRecall): Promise<Record<string, unknown> | undefined> =>
  stack.db('recall_view').where({ recall_id: id }).first<Record<string, unknown> | undefined>();

async function reached(recall: RunningRecall, stage: string, atLeastVersion = 0): Promise<void> {
  for (;;) {
    const found = await row(recall);
    if (found?.['stage'] === stage && Number(found['version']) >= atLeastVersion) return;
    await pause(50);
  }
}

const liveVersion = async (urn: string): Promise<number | undefined> =>
  (await stack.db('live_report').where({ urn }).first<{ report_version: number } | undefined>())?.report_version;

/** As an import of a corrected file and a new preparation would leave it. */
async function correctFigures(urn: string): Promise<void> {
  await stack.db.raw(
    `update draft_input set input = jsonb_set(jsonb_set(input, '{inputs,model,lastYearAbsencePercent}', '7.5'), '{years,0,attendancePercent,value}', '92.5') where urn = ?`,
    [urn],
  );
}

async function seedHub({ db }: TestStack): Promise<void> {
  const [batch] = await db('batch').select<{ id: string }[]>('id').limit(1);
  await db('hub').insert({
    hub_id: 'HUB-1',
    name: 'Hub',
    lead_urn: '900999',
    region_code: 'H',
    phase: 'primary',
    opens_on: '2024-09-02',
    enhanced_places: 1,
    regional_places: 1,
    batch_id: batch?.id,
    line: 2,
  });
}

/** One row of each file that a campaign needs, of a school that is in none of these tests. */
async function seedCheckedData(target: TestStack): Promise<void> {
  const { db } = target;
  const [batch] = await db('batch')
    .insert({
      kind: 'test',
      file_name: 'test.csv',
      sha256: 'a'.repeat(64),
      byte_count: 1,
      row_count: 1,
      imported_by: 'test',
      imported_at: new Date(),
    })
    .returning<{ id: string }[]>('id');
  const held = { batch_id: batch?.id, line: 2 };
  await db('establishment').insert({
    urn: '900998',
    name: 'A closed school',
    type_code: '01',
    status: 'closed',
    gender: 'mixed',
    admissions_policy: 'unknown',
    trust_flag: 'none',
    phase: 'primary',
    ...held,
  });
  for (const [index, year] of ['202223', '202324'].entries()) {
    await db('school_absence').insert({ academic_year: year, urn: '900998', phase: 'primary', marks: '{}', ...held });
    await db('area_absence').insert({
      academic_year: year,
      level: 'national',
      phase: 'primary',
      absence_percent: 5.5,
      marks: '{}',
      ...held,
      line: 2 + index,
    });
  }
  await seedHub(target);
}
