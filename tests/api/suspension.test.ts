import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { canary, seedReport, seedSchoolYear, seedTransition } from './support/rows.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;

/** As a page or a text shows it. */
const shownCanary = '93.2%';

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  for (const [urn, region] of [
    ['900001', 'A'],
    ['900002', 'B'],
  ] as const) {
    await seedSchoolYear(db, { urn, region_code: region, report_version: 1 });
    await seedReport(db, urn, 1, true);
  }
});
afterAll(() => database.dispose());

const held = { academic_year: '202425', suspended_at: new Date('2024-11-01T09:00:00Z') };
const lift = (id: string): Promise<number> =>
  database.db('suspension').where({ recall_id: id }).update({ lifted_at: new Date() });

const addresses = [
  '/school-years/202425/900001',
  '/school-years/202425/900001?from=engine',
  '/school-years/202425/900001/report',
  '/school-years/202425/900001/report?version=1',
  '/school-years/202425/900001/report?form=html',
  '/school-years/202425/900001/report?form=text',
  '/school-years/202425/900001/report/changes',
  '/school-years/202425/900001/report/changes?from=1&to=1',
  '/school-years/202425/900001/decision-log',
  '/support/202425/900001',
  '/toolkits/202425/900001',
  '/notices/202425/900001',
];

test('while a recall suspends a school, no address shows it to any role, and each attempt is recorded', async () => {
  const { db } = database;
  await db('suspension').insert({ ...held, recall_id: 'r-1', is_national: false });
  await db('recall_school').insert({
    recall_id: 'r-1',
    academic_year: '202425',
    urn: '900001',
    stage_before: 'monitoring',
  });
  const { as } = await testApi({ db });
  for (const person of [people.analyst, people.seniorAnalyst, people.auditor, people.head]) {
    for (const address of addresses) {
      const answer = await as(person).get(address);
      if (answer.statusCode !== 403)
        expect([address, answer.json()]).toMatchObject([address, { status: 423, code: 'Suspended' }]);
      expect(answer.body).not.toContain(String(canary));
      expect(answer.body).not.toContain(shownCanary);
    }
  }
  const decided = await as(people.head).post('/school-years/202425/900001/decisions/agreeTarget', {
    commandId: 'while-suspended',
    expectedVersion: 1,
    body: {},
  });
  expect(decided.json()).toMatchObject({ status: 423, code: 'Suspended' });
  const attempts = await db('audit_log').where({ kind: 'suspensionHeld' }).count<{ count: string }[]>();
  expect(Number(attempts[0]?.count)).toBeGreaterThan(20);
  expect((await as(people.analyst).get('/school-years/202425/900002/report')).statusCode).toBe(200);
});

test('the audit log shows the history of a suspended school without figures or free text', async () => {
  const { db } = database;
  await seedTransition(db, '900001', 1, { stage: 'monitoring', floorAttendancePercent: canary });
  const { as } = await testApi({ db });
  const held = await as(people.auditor).get('/audit?workflowId=school-year/202425/900001');
  expect(held.json()).toMatchObject({ items: [{ kind: 'seeded', version: 1, note: 'Seeded.' }] });
  expect(held.body).not.toContain(String(canary));
  await seedTransition(db, '900002', 1, { stage: 'monitoring', floorAttendancePercent: canary });
  const other = await as(people.auditor).get('/audit?workflowId=school-year/202425/900002');
  expect(other.body).toContain(String(canary));
});

test('a list shows only the identity of a suspended school, whatever the filter', async () => {
  const { as } = await testApi({ db: database.db });
  const list = (await as(people.analyst).get('/school-years/202425')).json<{ items: Record<string, unknown>[] }>();
  const [suspended, other] = list.items;
  expect(suspended).toMatchObject({ urn: '900001', stage: 'suspended', status: 'suspended' });
  for (const field of ['floorAttendancePercent', 'reasons', 'outcome', 'referralState', 'rung'])
    expect(suspended).not.toHaveProperty(field);
  expect(other).toMatchObject({ urn: '900002', stage: 'monitoring' });
  const filtered = await as(people.analyst).get('/school-years/202425?status=on-track');
  expect(filtered.json()).toMatchObject({ items: [{ urn: '900002' }] });
});

test('a national suspension suspends every school, including one not listed yet, and ends for all at once', async () => {
  const { db } = database;
  await db('suspension').insert({ ...held, recall_id: 'r-2', is_national: true });
  await lift('r-1');
  const { as } = await testApi({ db });
  for (const urn of ['900001', '900002', '900777'])
    expect((await as(people.analyst).get(`/school-years/202425/${urn}/report`)).statusCode).toBe(423);
  await lift('r-2');
  expect((await as(people.head).get('/school-years/202425/900001/report')).statusCode).toBe(200);
});

test('a recall is read with its preview only by those who run or check it', async () => {
  const { db } = database;
  await db('recall_view').insert({
    recall_id: 'r-1',
    academic_year: '202425',
    workflow_id: 'recall/r-1',
    version: 3,
    purpose: 'redraft',
    scope: JSON.stringify({ kind: 'batch', batchId: 7 }),
    reason: 'A wrong file.',
    stage: 'proposed',
    proposed_by: 'ana',
    touched: 1,
    updated_at: new Date('2024-11-01T09:00:00Z'),
  });
  const { as } = await testApi({ db });
  expect((await as(people.analyst).get('/recalls/r-1')).json()).toMatchObject({
    stage: 'proposed',
    scope: { kind: 'batch', batchId: 7 },
    touched: 1,
    problems: [],
  });
  expect((await as(people.auditor).get('/recalls/of/202425')).json()).toMatchObject({ items: [{ recallId: 'r-1' }] });
  expect((await as(people.analyst).get('/recalls/r-1/schools')).json()).toMatchObject({ items: [{ urn: '900001' }] });
  expect((await as(people.analyst).get('/recalls/none')).statusCode).toBe(404);
  expect((await as(people.head).get('/recalls/r-1')).statusCode).toBe(403);
  const unknown = await as(people.analyst).post('/recalls', {
    recallId: 'r-3',
    academicYear: '202425',
    purpose: 'suspend',
    scope: { kind: 'school' },
    reason: 'x',
  });
  expect(unknown.statusCode).toBe(400);
});
