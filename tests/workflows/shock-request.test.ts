import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../support/stack.js';
import { keepHistory } from '../support/stored-histories.js';
import { offer } from '../support/support-schools.js';
import { monthOf, someUrn, TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

const askedFor = { shockKind: 'severe-weather', from: '2024-11-04', to: '2024-11-08', evidence: 'Flood notice.' };

/** A monitored school; a calendar day lasts so many milliseconds. */
async function monitored(number: number, dayMilliseconds: number): Promise<TestYear> {
  await prepareSchool(stack.db, someUrn(number));
  const year = await TestYear.start(stack.client, someUrn(number), (input) => ({
    ...input,
    calendar: { ...input.calendar, dayMilliseconds, startsAtMilliseconds: Date.now() },
  }));
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  return year;
}

interface Shown {
  readonly referral_state: string | null;
  readonly awaits_shock_answer: boolean;
  readonly is_paused: boolean;
  readonly shocks: readonly object[];
  readonly shock_requests: readonly { readonly id: string; readonly answer?: object }[];
}

async function shown(year: TestYear): Promise<Shown> {
  await year.settled();
  return stack.db('school_year_view').where({ urn: year.urn }).first<Shown>('*');
}

const recipientsOf = (year: TestYear): Promise<string[]> =>
  stack.db('notice').where({ workflow_id: year.handle.workflowId }).orderBy('id').pluck<string[]>('recipient');

const close = async (year: TestYear): Promise<void> => {
  await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  await year.handle.result();
};

test('while a school’s request to set days aside waits, no support is proposed or offered, and the answer triggers the judgement', async () => {
  const year = await monitored(231, 86_400_000);
  await year.decide('school', 'requestShock', askedFor);
  for (const position of [0, 1, 2, 3, 4]) await year.report(monthOf(year.input.calendar, position, 11));
  const waiting = await shown(year);
  expect(waiting).toMatchObject({ referral_state: null, awaits_shock_answer: true, shocks: [] });
  expect(waiting.shock_requests).toMatchObject([{ ...withoutKind(askedFor), requestedBy: `head-${year.urn}` }]);
  expect(await year.refusalOf('adviser', 'confirmReferral', offer)).toBe('NothingPending');

  const [{ id: requestId } = { id: '' }] = waiting.shock_requests;
  expect(await year.refusalOf('school', 'grantShockRequest', { requestId })).toBe('NotPermitted');
  await year.decide('hub-manager', 'grantShockRequest', { requestId });
  const granted = await shown(year);
  // Days in November touch only November; the other months still call for support.
  expect(granted).toMatchObject({ referral_state: 'proposed', awaits_shock_answer: false, is_paused: true });
  expect(granted.shocks).toMatchObject([
    { id: requestId, evidence: 'Flood notice.', requestedBy: `head-${year.urn}`, openedBy: 'hub-manager-1' },
  ]);
  await year.decide('hub-manager', 'resumeMonitoring', { shockId: requestId, endedOn: '2024-11-08' });
  expect(await shown(year)).toMatchObject({ referral_state: 'proposed' });
  expect(await year.refusalOf('adviser', 'confirmReferral', { ...offer, pathway: 'toolkit' })).toBeUndefined();
  await close(year);
  await keepHistory(year.handle, 'shock-request');
});

test('a request sent as a plain signal counts, and without an answer it goes to a senior analyst', async () => {
  const year = await monitored(232, 60);
  const commandId = randomUUID();
  const actor = { id: 'head', role: 'school', urn: year.urn };
  await year.handle.signal('requestShock', { kind: 'requestShock', commandId, actor, body: askedFor });
  while (!(await recipientsOf(year)).includes('senior-analysts')) await pause(50);
  expect(await shown(year)).toMatchObject({ awaits_shock_answer: true, shocks: [] });

  // Nobody sends a return in this year either: they are asked for, and then analysts are notified.
  const missing = async (): Promise<string[]> =>
    (await year.log())
      .filter(({ note }) => note.includes('missing for'))
      .map(({ note }) => note.split(' for ')[0] ?? '');
  while ((await missing()).length < 2) await pause(50);
  expect((await missing()).slice(0, 2)).toEqual(['Returns are missing', 'Requested returns are still missing']);
  await close(year);
  await keepHistory(year.handle, 'unanswered');
});

const withoutKind = ({ shockKind, ...rest }: typeof askedFor): object => ({ ...rest, kind: shockKind });
