import { afterAll, beforeAll, expect, test } from 'vitest';
import { readChangedSchools } from '../../database/facts/changed-schools.js';
import { readMonths } from '../../database/monthly-returns/months.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { testApi } from '../api/support/test-api.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring, offered, seedSchoolsAndHubs, supportIn } from '../support/support-schools.js';
import { sendReturn } from '../support/send-return.js';
import { monthOf, someUrn } from '../support/year.js';

const thisYear = academicYear('202425');
let stack: TestStack;

/** One hub of one place; a school that will convert, one that will merge, and one that stays. */
beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [651, 652, 653, 751, 752], [{ lead: 650, enhancedPlaces: 1 }]);
  await stack
    .db('establishment')
    .where({ urn: someUrn(751) })
    .update({ type_code: '34' });
});
afterAll(() => stack.stop());

/** A newer register and links file in which a school has closed, with what came after it. */
async function closeInRegister(
  urn: string,
  closedOn: string,
  link?: { readonly to: string; readonly type: string },
): Promise<void> {
  const batch = { byte_count: 1, row_count: 1, imported_by: 'test', imported_at: new Date() };
  const insert = async (kind: string): Promise<string> => {
    const row = {
      ...batch,
      kind,
      file_name: `${kind}.csv`,
      sha256: `${kind === 'links' ? '1' : '2'}${urn}`.padEnd(64, '0'),
    };
    const [inserted] = await stack.db('batch').insert(row).returning<{ id: string }[]>('id');
    return inserted?.id ?? '';
  };
  const before = await stack.db('establishment').where({ urn }).first<Record<string, unknown>>('*');
  const register = await insert('register');
  await stack.db('establishment').insert({ ...before, status: 'closed', closed_on: closedOn, batch_id: register });
  if (!link) return;
  const links = await insert('links');
  await stack
    .db('establishment_link')
    .insert({ urn, link_urn: link.to, link_type: link.type, established_on: closedOn, batch_id: links, line: 2 });
}

test('a school that converts in mid-year continues: returns under the new URN count, even those from before the register had it', async () => {
  const year = await inMonitoring(stack, 651);
  const [before, now] = [someUrn(651), someUrn(751)];
  const send = (urn: string, position: number, absencePercent: number, day: string): ReturnType<typeof sendReturn> =>
    sendReturn(stack, year.input, { urn, position, absencePercent, day });
  for (const position of [0, 1, 2, 3]) await send(before, position, 11, `2025-01-0${position + 1}`);
  await send(now, 4, 11, '2025-02-05');
  expect(await year.status()).not.toMatchObject({ referralState: 'proposed' });

  await closeInRegister(before, '2024-12-31', { to: now, type: 'Successor' });
  const { progress, handle } = await send(now, 5, 11, '2025-03-05');
  expect(progress).toMatchObject({ stage: 'done', signalled: 2 });
  await keepHistory(handle, 'converted');
  expect(await year.status()).toMatchObject({ referralState: 'proposed' });
  expect((await readMonths(stack.db, thisYear, [before])).get(before)?.map(({ month }) => month)).toEqual(
    year.input.calendar.months.slice(0, 6).map(({ month }) => month),
  );

  // The old URN's figures of a month are kept, whichever file comes last.
  for (const position of [0, 1, 2, 3]) await send(now, position, 1, `2025-04-0${position + 1}`);
  const held = (await readMonths(stack.db, thisYear)).get(before)?.find(({ month }) => month === '2024-12');
  expect(held?.asOf).toBe('2025-01-04');
  expect(await year.status()).toMatchObject({ referralState: 'proposed' });

  const api = await testApi({ db: stack.db, client: stack.client, engineWaitMilliseconds: 30_000 });
  const head = (urn: string): ReturnType<typeof api.as> => api.as({ id: `head-${urn}`, role: 'school', urn });
  const path = `/school-years/${thisYear}/${before}`;
  expect((await head(now).get(path)).statusCode).toBe(200);
  expect((await head(someUrn(653)).get(path)).statusCode).toBe(403);
  const { version } = (await head(now).get(path)).json<{ version: number }>();
  const asked = { shockKind: 'severe-weather', from: '2024-11-04', to: '2024-11-08', evidence: 'Flood notice.' };
  const request = { commandId: 'ask-651', expectedVersion: version, body: asked };
  expect((await head(now).post(`${path}/decisions/requestShock`, request)).statusCode).toBe(200);
  const list = await api.as({ id: 'ana', role: 'analyst' }).get(`/changed-schools/${thisYear}`);
  expect(list.json()).toMatchObject({
    items: [{ urn: before, kind: 'converted', heirs: [now], closedOn: '2024-12-31' }],
  });
});

test('a school that merges has its year ended by an analyst: nothing is judged, its place is free, and no clock runs', async () => {
  const year = await offered(stack, 652);
  expect(await supportIn(stack, year, 'in-progress')).toMatchObject({ hub_id: 'HUB-1' });
  await closeInRegister(someUrn(652), '2024-12-31', { to: someUrn(752), type: 'Successor - merged' });
  const changed = await readChangedSchools(stack.db, thisYear, year.urn);
  expect(changed.map(({ change }) => change)).toEqual([{ kind: 'ended', because: 'merged', heirs: [someUrn(752)] }]);
  const ending = {
    because: 'merged',
    endedOn: '2024-12-31',
    reason: 'The register says so, and the trust confirms it.',
  };
  expect(await year.refusalOf('school', 'endSchoolYear', ending)).toBe('NotPermitted');
  expect(await year.refusalOf('analyst', 'endSchoolYear', { ...ending, because: 'moved' })).toBe('OutOfRange');
  await year.decide('analyst', 'endSchoolYear', ending);
  expect(await year.handle.result()).toMatchObject({ stage: 'closed', outcome: 'superseded' });
  expect(await supportIn(stack, year, 'ended')).toMatchObject({ outcome: 'ended-early' });
  const history = (await year.handle.fetchHistory()).events ?? [];
  const timers = history.filter(({ timerStartedEventAttributes: started }) => started).length;
  const over = history.filter(({ timerFiredEventAttributes: f, timerCanceledEventAttributes: c }) => f ?? c).length;
  expect(over).toBe(timers);
  for (let taken = 1; taken > 0;) {
    const hub = await stack.db('hub_view').first<{ taken: number }>({ taken: 'enhanced_taken' });
    taken = hub.taken;
  }
  await keepHistory(year.handle, 'superseded');
});

test('a school that is unchanged is on no list, and its months are still delivered', async () => {
  const year = await inMonitoring(stack, 653);
  await year.report(monthOf(year.input.calendar, 0, 5));
  expect(await readChangedSchools(stack.db, thisYear, year.urn)).toEqual([]);
});
