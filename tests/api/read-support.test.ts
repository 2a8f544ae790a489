import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;
const lookingSince = new Date('2025-01-10T09:00:00Z');
const overdue = [{ milestone: 'partnership-agreed', dueOn: '2025-02-03' }];

beforeAll(async () => {
  database = await testDatabase();
  const view = {
    academic_year: '202425',
    version: 2,
    pathway: 'enhanced',
    waiting_since: lookingSince,
    updated_at: new Date(),
  };
  const row = (urn: string, stage: string): object => ({ ...view, urn, stage, workflow_id: `support/202425/${urn}` });
  await database.db('support_view').insert([
    { ...row('900001', 'waiting'), waiting_reason: 'all-full' },
    { ...row('900002', 'in-progress'), hub_id: 'hub-a', due_on: '2025-02-03', overdue: JSON.stringify(overdue) },
    { ...row('900003', 'ended'), outcome: 'not-placed' },
  ]);
});
afterAll(() => database.dispose());

const read = async (urn: string): Promise<object> =>
  (await (await testApi({ db: database.db })).as(people.analyst).get(`/support/202425/${urn}`)).json();

test('a support without a place shows since when the school has been waiting', async () => {
  expect(await read('900001')).toMatchObject({
    stage: 'waiting',
    waitingSince: lookingSince.toISOString(),
    overdue: [],
  });
});

test('a support with a place shows what is overdue with the dates, and is no longer waiting', async () => {
  const page = await read('900002');
  expect(page).toMatchObject({ stage: 'in-progress', dueOn: '2025-02-03', overdue });
  expect(page).not.toHaveProperty('waitingSince');
  expect(await read('900003')).not.toHaveProperty('waitingSince');
});
