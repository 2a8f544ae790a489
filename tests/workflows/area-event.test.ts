import { afterAll, beforeAll, expect, test } from 'vitest';
import { yearTerms } from '../../academic-years/year-terms.js';
import { areaEventId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { testApi } from '../api/support/test-api.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring } from '../support/support-schools.js';
import { type TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

const flood = {
  eventId: 'flood-1',
  shockKind: 'severe-weather',
  from: '2024-11-04',
  to: '2024-11-15',
  evidence: 'Flood notice of the Environment Agency.',
};

const outcomeOf = (handle: string): Promise<unknown> => stack.client.workflow.getHandle(handle).result();

/** The decisions of one kind in a school's log, and whether they were taken. */
const taken = async (year: TestYear, kind: string): Promise<readonly boolean[]> =>
  (await year.log()).filter(({ cause }) => cause.kind === kind).map(({ isAccepted }) => isAccepted);

/** As the read model has them. */
const daysSetAside = async ({ urn }: TestYear): Promise<unknown> => {
  const row = await stack
    .db('school_year_view')
    .where({ urn })
    .first<{ readonly days: unknown } | undefined>({ days: 'days_set_aside' });
  return row?.days;
};

test('an area event opens the same shock once at every school of its area, and is revoked for all', async () => {
  const years = await Promise.all([inMonitoring(stack, 801), inMonitoring(stack, 802)]);
  const terms = yearTerms('202425');
  const api = await testApi({ db: stack.db, client: stack.client, terms: () => terms, engineWaitMilliseconds: 20_000 });
  const manager = api.as({ id: 'hub-manager-9', role: 'hub-manager', regionCode: 'H' });
  const analyst = api.as({ id: 'ana', role: 'analyst' });

  const elsewhere = { ...flood, area: { regionCode: 'J' } };
  expect((await manager.post('/area-events/202425', elsewhere)).statusCode).toBe(403);
  const holiday = { ...flood, from: '2024-10-28', to: '2024-11-01', area: { regionCode: 'H' } };
  expect((await manager.post('/area-events/202425', holiday)).json()).toMatchObject({ code: 'ShockDatesUnfit' });

  for (const area of [
    { regionCode: 'H', laCodes: ['999'] },
    { regionCode: 'H', laCodes: ['901', '999'] },
    { regionCode: 'H', laCodes: [] },
  ])
    expect((await manager.post('/area-events/202425', { ...flood, area })).json()).toMatchObject({
      code: 'CoversNoSchool',
    });

  const opened = { ...flood, area: { regionCode: 'H', laCodes: ['901'] } };
  expect((await manager.post('/area-events/202425', opened)).statusCode).toBe(202);
  const openId = areaEventId(academicYear('202425'), 'flood-1', 'open');
  expect(await outcomeOf(openId)).toEqual({ stage: 'done', signalled: 2 });
  expect((await manager.post('/area-events/202425', opened)).json()).toMatchObject({ code: 'AlreadyStarted' });
  for (const year of years) {
    expect(await taken(year, 'pauseForShock')).toEqual([true]);
    expect(await year.status()).toMatchObject({ isPaused: true });
    expect(await daysSetAside(year)).toEqual([{ from: '2024-11-04', to: '2024-11-15' }]);
  }
  await keepHistory(stack.client.workflow.getHandle(openId), 'two-schools');

  const list = (await analyst.get('/area-events/202425')).json<{ readonly items: readonly unknown[] }>();
  expect(list.items).toEqual([expect.objectContaining({ eventId: 'flood-1', signalled: 2, isRevoked: false })]);

  const revoke = await analyst.post('/area-events/202425/flood-1/revoke', { reason: 'The schools were open.' });
  expect(revoke.statusCode).toBe(202);
  await outcomeOf(areaEventId(academicYear('202425'), 'flood-1', 'revoke'));
  for (const year of years) {
    expect(await taken(year, 'revokeShock')).toEqual([true]);
    expect(await year.status()).toMatchObject({ isPaused: false });
    expect(await daysSetAside(year)).toEqual([]);
  }
});
