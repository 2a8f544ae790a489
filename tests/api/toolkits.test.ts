import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor } from '../../domain/process/actor.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { toolkitLibrary } from '../../domain/toolkits/library.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { exampleFacts } from '../unit/domain/narrative/example.js';
import { seedReport, seedReportOf, seedSchoolYear, seedTransition } from './support/rows.js';
import { takeAuditLogAway } from './support/audit-away.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;
const [first, second] = toolkitLibrary;
if (!first || !second) throw new Error('The library has entries.');

const offering = (urn: string): ReportFacts =>
  exampleFacts({ urn, toolkits: [{ id: first.id, title: first.title, why: 'It suits.' }] });

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await seedSchoolYear(db, { urn: '900001', region_code: 'A', report_version: 2 });
  await seedReport(db, '900001', 1);
  await seedReportOf(db, offering('900001'), 2);
  await seedTransition(db, '900001', 1, { stage: 'in-review', reportVersion: 1 });
  await seedTransition(db, '900001', 2, { stage: 'monitoring', reportVersion: 2 });
});
afterAll(() => database.dispose());

const list = '/toolkits/202425/900001';
const entry = `${list}/${first.id}`;

test('a toolkit that a report offered is opened, adopted and reviewed in this order, once each', async () => {
  const { as } = await testApi({ db: database.db });
  const head = as(people.head);
  expect((await head.get(list)).json()).toMatchObject({
    items: [{ toolkitId: first.id, why: 'It suits.', reportVersion: 2, offeredAt: '2024-10-01T00:00:00.000Z' }],
  });
  expect((await head.post(entry, { step: 'adopted' })).json()).toMatchObject({ status: 422, code: 'WrongStage' });
  expect((await head.post(entry, { step: 'opened' })).json()).toEqual({
    toolkitId: first.id,
    step: 'opened',
    isNew: true,
  });
  expect((await head.post(entry, { step: 'opened' })).json()).toMatchObject({ isNew: false });
  expect((await head.post(entry, { step: 'adopted', note: 'From January.' })).statusCode).toBe(200);
  expect((await head.post(entry, { step: 'reviewed' })).json()).toMatchObject({ code: 'ReasonMissing' });
  expect((await head.post(entry, { step: 'reviewed', note: 'Fridays are fuller.' })).statusCode).toBe(200);
  const [item] = (await as(people.adviser).get(list)).json<{ items: Readonly<Record<string, unknown>>[] }>().items;
  expect(item).toMatchObject({ review: 'Fridays are fuller.' });
  for (const at of ['openedAt', 'adoptedAt', 'reviewedAt']) expect(item).toHaveProperty(at);
});

test('each toolkit step and each refusal is a row of the school’s audit log', async () => {
  const rows = await database
    .db('audit_log')
    .where({ workflow_id: 'school-year/202425/900001' })
    .andWhereLike('kind', 'toolkit-%')
    .orderBy('id')
    .select<{ kind: string; is_accepted: boolean; actor_id: string }[]>('kind', 'is_accepted', 'actor_id');
  expect(rows.map(({ kind, is_accepted: isAccepted }) => `${kind} ${isAccepted ? 'done' : 'refused'}`)).toEqual([
    'toolkit-adopted refused',
    'toolkit-opened done',
    'toolkit-adopted done',
    'toolkit-reviewed refused',
    'toolkit-reviewed done',
  ]);
  expect(new Set(rows.map((row) => row.actor_id))).toEqual(new Set(['head-900001']));
});

test('a toolkit that no report offered, or that does not exist, is refused', async () => {
  const { as } = await testApi({ db: database.db });
  const refused = await as(people.head).post(`${list}/${second.id}`, { step: 'opened' });
  expect(refused.json()).toMatchObject({ code: 'WrongStage' });
  expect((await as(people.head).post(`${list}/unknown`, { step: 'opened' })).statusCode).toBe(404);
  expect((await as(people.head).post(entry, { step: 'praised' })).statusCode).toBe(400);
});

test.each<[string, Actor]>([
  ['an analyst', people.analyst],
  ['an adviser', people.adviser],
  ['another school', { id: 'head-900009', role: 'school', urn: '900009' }],
])('%s cannot record toolkit steps for a school', async (_who, person) => {
  const { as } = await testApi({ db: database.db });
  expect((await as(person).post(entry, { step: 'opened' })).statusCode).toBe(403);
});

test('a toolkit step that cannot be written to the audit log is not recorded', async () => {
  const { db } = database;
  await seedSchoolYear(db, { urn: '900002', region_code: 'A', report_version: 1 });
  await seedReportOf(db, offering('900002'), 1);
  await seedTransition(db, '900002', 1, { stage: 'monitoring', reportVersion: 1 });
  await takeAuditLogAway(db);
  const { as } = await testApi({ db });
  const head: Actor = { id: 'head-900002', role: 'school', urn: '900002' };
  expect((await as(head).post(`/toolkits/202425/900002/${first.id}`, { step: 'opened' })).statusCode).toBe(500);
  expect(await db('toolkit_step').where({ urn: '900002' })).toEqual([]);
});
