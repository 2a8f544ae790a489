import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Actor } from '../../domain/process/actor.js';
import { accessPolicy, type Action } from '../../domain/process/access-policy.js';
import { issueToken } from '../../api/plugins/sign-in.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seedBatch, seedHub, seedReport, seedSchoolYear } from './support/rows.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await seedSchoolYear(db, { urn: '900001', region_code: 'A', report_version: 1 });
  await seedSchoolYear(db, { urn: '900002', region_code: 'B', report_version: 1 });
  await seedReport(db, '900001', 1, true);
  await seedReport(db, '900002', 1, true);
  await seedHub(db, 'hub-a', 'A', await seedBatch(db, 'hubs'));
});

afterAll(() => database.dispose());

const lastRefusal = (): Promise<{
  readonly actor_id: string;
  readonly actor_role: string;
  readonly kind: string;
  readonly note: string;
  readonly is_accepted: boolean;
}> => database.db('audit_log').where({ workflow_id: 'access' }).orderBy('id', 'desc').first();

/** Each readable address with the action it needs, on school 900001 of region A. */
const reads: readonly (readonly [path: string, action: Action])[] = [
  ['/school-years/202425', 'list-school-years'],
  ['/school-years/202425/900001', 'read-school-year'],
  ['/school-years/202425/900001/decision-log', 'read-decision-log'],
  ['/school-years/202425/900001/report', 'read-report'],
  ['/school-years/202425/900001/report?form=html', 'read-report'],
  ['/school-years/202425/900001/report?form=text', 'read-report'],
  ['/school-years/202425/900001/report/changes', 'read-report'],
  ['/support/202425/900001', 'read-support'],
  ['/toolkits/202425/900001', 'read-toolkits'],
  ['/hubs/202425', 'read-hubs'],
  ['/hubs/202425/hub-a', 'read-hubs'],
  ['/audit?workflowId=access', 'read-audit-log'],
  ['/notices/202425/900001', 'read-decision-log'],
  ['/batches', 'read-batches'],
  ['/model-records/202425', 'read-model-record'],
  ['/model-records/202425/transparency', 'read-model-record'],
  ['/model-records/202425/transparency/page', 'read-model-record'],
  ['/model-records/202425/fairness', 'read-model-record'],
  ['/model-records/202425/fairness/page', 'read-model-record'],
  ['/campaigns/202425', 'read-campaign'],
  ['/campaigns/202425/progress', 'read-campaign'],
  ['/reconciliation/202324', 'reconcile'],
  ['/monthly-returns/1', 'import-monthly-return'],
  ['/area-events/202425', 'read-area-events'],
  ['/area-events/202425/suggestions', 'read-suggested-shocks'],
  ['/recalls/of/202425', 'read-recalls'],
  ['/recalls/none', 'read-recalls'],
  ['/recalls/none/schools', 'read-recalls'],
];

describe('the API follows the one policy table for reading', () => {
  const cases = reads.flatMap(([path, action]) =>
    Object.values(people).map((person: Actor) => ({ path, action, person, role: person.role })),
  );

  test.each(cases)('for $role on $path', async ({ path, action, person }) => {
    const { as } = await testApi({ db: database.db });
    const { statusCode } = await as(person).get(path);
    const isListed = Object.keys(accessPolicy[action]).includes(person.role);
    expect(statusCode === 403).toBe(!isListed);
  });
});

test('every role of the policy table is tested', () => {
  expect(new Set(Object.values(people).map(({ role }) => role))).toEqual(new Set(roles));
});

test('a request without a token gets no data', async () => {
  const { withoutToken } = await testApi({ db: database.db });
  for (const [path] of reads) {
    const answer = await withoutToken.get(path);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json()).toMatchObject({ code: 'SignInNeeded' });
  }
});

test.each([
  [
    'signed by somebody else',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4Iiwicm9sZSI6ImFuYWx5c3QiLCJpc3MiOiJhYmllIn0.AAAA',
  ],
  [
    'without a signature',
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x","role":"analyst","iss":"abie"}').toString('base64url')}.`,
  ],
  ['that is junk', 'junk'],
])('a token %s is rejected', async (_what, token) => {
  const { withoutToken } = await testApi({ db: database.db });
  const answer = await withoutToken.get('/batches', { headers: { authorization: `Bearer ${token}` } });
  expect(answer.statusCode).toBe(401);
});

test.each(['ofsted', 'press', 'public', 'admin'])(
  'the role %s is refused everywhere, and each refusal is recorded',
  async (role) => {
    const { app, withoutToken } = await testApi({ db: database.db });
    const token = issueToken(app, { id: `${role}-1`, role: role as Actor['role'] });
    const headers = { authorization: `Bearer ${token}` };
    for (const [path] of reads) {
      const answer = await withoutToken.get(path, { headers });
      expect(answer.statusCode).toBe(403);
      expect(await lastRefusal()).toMatchObject({
        actor_id: `${role}-1`,
        actor_role: role,
        kind: 'accessRefused',
        is_accepted: false,
      });
    }
  },
);

test('a role that may decide in one place is refused elsewhere, and the refusal says who asked for what', async () => {
  const { as } = await testApi({ db: database.db });
  expect((await as(people.head).get('/school-years/202425/900002/report')).statusCode).toBe(403);
  const row = await lastRefusal();
  expect(row).toMatchObject({ actor_id: 'head-900001', actor_role: 'school', kind: 'accessRefused' });
  expect(row).toMatchObject({ body: { action: 'read-report', urn: '900002' } });
});

describe('a role learns nothing about whether a hidden resource exists', () => {
  const pairs: readonly (readonly [who: string, person: Actor, existing: string, missing: string])[] = [
    ['a head', people.head, '/school-years/202425/900002/report', '/school-years/202425/900009/report'],
    ['an adviser', people.adviser, '/school-years/202425/900002/report', '/school-years/202425/900009/report'],
    ['a hub manager', people.hubManager, '/school-years/202425/900002', '/school-years/202425/900009'],
    ['an operator', people.operator, '/school-years/202425/900001/report', '/school-years/202425/900009/report'],
  ];

  test.each(pairs)('%s gets the same answer whether or not it exists', async (_who, person, existing, missing) => {
    const { as } = await testApi({ db: database.db });
    const [one, other] = [await as(person).get(existing), await as(person).get(missing)];
    expect(one.statusCode).toBe(403);
    expect(other.statusCode).toBe(403);
    expect(one.body).toBe(other.body);
  });

  test('a role that may see every school gets a not-found answer', async () => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(people.analyst).get('/school-years/202425/900009');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'NotFound' });
  });
});

test('a route without an action is refused even to an analyst', async () => {
  const { app, as } = await testApi({ db: database.db, isDevelopment: true }, (unready) => {
    unready.get('/api/v1/forgotten', () => ({ secret: true }));
  });
  expect(app.hasRoute({ method: 'GET', url: '/api/v1/forgotten' })).toBe(true);
  expect((await as(people.seniorAnalyst).get('/forgotten')).statusCode).toBe(403);
});

test('a body that names an actor is refused for an unknown field', async () => {
  const { as } = await testApi({ db: database.db });
  const body = { commandId: 'c-1', expectedVersion: 1, body: {}, actor: people.seniorAnalyst };
  const answer = await as(people.analyst).post('/school-years/202425/900001/decisions/approveTarget', body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'Malformed' });
});

test('a decision of another role is refused before its body is checked', async () => {
  const { as } = await testApi({ db: database.db });
  const answer = await as(people.head).post('/school-years/202425/900001/decisions/approveTarget', { nonsense: true });
  expect(answer.statusCode).toBe(403);
});
