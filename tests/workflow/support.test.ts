import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubId, supportId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { prepareSchool } from '../support/prepared-school.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { monthOf, someUrn, TestYear } from '../support/year.js';

const thisYear = academicYear('202425');
let stack: TestStack;

/** One hub of one enhanced place, open since September. */
beforeAll(async () => {
  stack = await testStack();
  const batch = {
    kind: 'hubs',
    file_name: 'hubs.csv',
    sha256: 'a'.repeat(64),
    byte_count: 1,
    row_count: 1,
    imported_by: 'test',
    imported_at: new Date(),
  };
  const [row] = await stack.db('batch').insert(batch).returning<{ id: string }[]>('id');
  const source = { batch_id: row?.id, line: 2 };
  for (const number of [300, 301, 302]) {
    await stack.db('establishment').insert({
      urn: someUrn(number),
      name: 'Invented Primary School',
      type_code: '01',
      status: 'open',
      phase: 'primary',
      gender: 'mixed',
      admissions_policy: 'not-applicable',
      trust_flag: 'none',
      region_code: 'H',
      easting: 530_000 + number,
      northing: 180_000,
      ...source,
    });
  }
  const hub = {
    hub_id: 'HUB-1',
    name: 'Invented hub 1',
    lead_urn: someUrn(300),
    region_code: 'H',
    phase: 'primary',
    opens_on: '2024-09-01',
  };
  await stack.db('hub').insert({ ...hub, enhanced_places: 1, regional_places: 2, ...source });
});
afterAll(() => stack.stop());

/** A school far below its floor for six months, whose support an adviser confirms. */
async function referred(number: number): Promise<TestYear> {
  await prepareSchool(stack.db, someUrn(number));
  const year = await TestYear.start(stack.client, someUrn(number), (input) => ({
    ...input,
    calendar: { ...input.calendar, startsAtMilliseconds: Date.now() },
  }));
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  for (const position of [0, 1, 2, 3, 4, 5]) await year.report(monthOf(year.input.calendar, position, 11));
  expect(await year.status()).toMatchObject({ status: 'below', referralState: 'proposed' });
  expect(
    await year.refusalOf('adviser', 'confirmReferral', {
      pathway: 'enhanced',
      hasNoConflictOfInterest: false,
      responsibleBodyContactedOn: '2025-02-01',
    }),
  ).toBe('SecondPersonNeeded');
  await year.decide('adviser', 'confirmReferral', {
    pathway: 'enhanced',
    hasNoConflictOfInterest: true,
    responsibleBodyContactedOn: '2025-02-01',
  });
  return year;
}

interface SupportRow {
  readonly stage: string;
  readonly hub_id: string | null;
  readonly waiting_reason: string | null;
}

/** The support as the read model has it, once its hub has answered. */
async function supportOf({ urn }: TestYear): Promise<SupportRow> {
  for (;;) {
    const row = await stack
      .db('support_view')
      .where({ urn })
      .first<SupportRow | undefined>('stage', 'hub_id', 'waiting_reason');
    if (row && row.stage !== 'seeking-place') return row;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('the first referred school gets the place, the second waits with the reason, and a released place goes to it', async () => {
  const first = await referred(301);
  expect(await supportOf(first)).toMatchObject({ stage: 'in-progress', hub_id: 'HUB-1' });
  const second = await referred(302);
  expect(await supportOf(second)).toMatchObject({
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

  while ((await supportOf(second)).stage !== 'in-progress') await new Promise((resolve) => setTimeout(resolve, 50));
  const hub = await stack
    .db('hub_view')
    .first<{ enhanced_taken: number; waiting: number }>('enhanced_taken', 'waiting');
  expect(hub).toEqual({ enhanced_taken: 1, waiting: 0 });

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
  await keepHistory(hubHandle, 'one-place');
});
