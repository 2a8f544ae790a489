import { connect, type AddressInfo } from 'node:net';
import { type InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../api/routes/shared/schemas.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { canary, seedReport, seedSchoolYear } from './support/rows.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await seedSchoolYear(database.db, { urn: '900001', report_version: 1 });
  await seedSchoolYear(database.db, { urn: '900002', workflow_id: null, stage: 'out-of-scope' });
  await seedReport(database.db, '900001', 1, true);
});

afterAll(() => database.dispose());

const override = '/school-years/202425/900001/decisions/overrideTarget';

describe('every error is a problem+json with a stable code', () => {
  const cases: readonly (readonly [what: string, options: InjectOptions, status: number, code: string])[] = [
    ['an unknown address', { method: 'GET', url: '/api/v1/nothing' }, 404, 'NotFound'],
    ['an unknown address outside the API', { method: 'GET', url: '/' }, 404, 'NotFound'],
    ['an undeclared method', { method: 'DELETE', url: '/api/v1/batches' }, 405, 'MethodNotAllowed'],
    [
      'an unknown decision',
      { method: 'POST', url: '/api/v1/school-years/202425/900001/decisions/sackHead', payload: {} },
      404,
      'NotFound',
    ],
    [
      'a body that is not JSON',
      {
        method: 'POST',
        url: `/api/v1${override}`,
        payload: `{"floor": ${canary}`,
        headers: { 'content-type': 'application/json' },
      },
      400,
      'Malformed',
    ],
    [
      'a body of another kind',
      { method: 'POST', url: `/api/v1${override}`, payload: '<xml/>', headers: { 'content-type': 'application/xml' } },
      415,
      'UnsupportedMediaType',
    ],
    ['an escape that cannot be decoded', { method: 'GET', url: '/api/v1/school-years/202425/%zz' }, 400, 'Malformed'],
    ['half an escape', { method: 'GET', url: '/api/v1/hubs/202425/%' }, 400, 'Malformed'],
    ['an escape of half a letter', { method: 'GET', url: '/api/v1/hubs/202425/%c3%28' }, 400, 'Malformed'],
    [
      'a part of an address that is too long',
      { method: 'GET', url: `/api/v1/school-years/202425/${'9'.repeat(5_000)}` },
      414,
      'AddressTooLong',
    ],
    [
      'a plain text as the body of a decision',
      { method: 'POST', url: `/api/v1${override}`, payload: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a plain text as a monthly return',
      {
        method: 'POST',
        url: '/api/v1/monthly-returns/202425',
        payload: 'urn,month',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a plain text as the start of a campaign',
      { method: 'POST', url: '/api/v1/campaigns/202425', payload: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a body that is too large',
      { method: 'POST', url: `/api/v1${override}`, payload: { reason: 'x'.repeat(70_000) } },
      413,
      'TooLarge',
    ],
    [
      'an unknown field',
      {
        method: 'POST',
        url: `/api/v1${override}`,
        payload: {
          commandId: 'c',
          expectedVersion: 1,
          body: { floorAttendancePercent: canary, reason: 'r', force: true },
        },
      },
      400,
      'Malformed',
    ],
    [
      'a missing version',
      {
        method: 'POST',
        url: `/api/v1${override}`,
        payload: { commandId: 'c', body: { floorAttendancePercent: canary, reason: 'r' } },
      },
      400,
      'Malformed',
    ],
    [
      'a number sent as text',
      {
        method: 'POST',
        url: `/api/v1${override}`,
        payload: { commandId: 'c', expectedVersion: 1, body: { floorAttendancePercent: String(canary), reason: 'r' } },
      },
      400,
      'Malformed',
    ],
    [
      'an engine that is away',
      {
        method: 'POST',
        url: `/api/v1${override}`,
        payload: { commandId: 'c', expectedVersion: 1, body: { floorAttendancePercent: canary, reason: 'r' } },
      },
      503,
      'EngineUnreachable',
    ],
    [
      'a campaign of a year without terms',
      { method: 'POST', url: '/api/v1/campaigns/209900', payload: {} },
      422,
      'UnknownYear',
    ],
  ];

  test.each(cases)('%s', async (_what, options, status, code) => {
    const { app, as } = await testApi({ db: database.db });
    const { token } = (await as(people.analyst).post('/sign-in', { persona: 'analyst' })).json<{ token: string }>();
    const answer = await app.inject({ ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problemSchema.parse(answer.json())).toMatchObject({ status, code, type: `urn:abie:problem:${code}` });
    expect(answer.body).not.toContain(String(canary));
  });
});

describe('a request that reaches no route is answered as problem+json', () => {
  const raw = async (request: string): Promise<string> => {
    const { app } = await testApi({ db: database.db });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(request));
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => {
        resolve(text);
      });
    });
  };
  const headers = 'HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n';

  test.each([
    ['a method that does not exist', `FETCH /api/v1/batches ${headers}`, 405, 'MethodNotAllowed'],
    ['a method of another protocol', `PROPFIND /api/v1/batches ${headers}`, 405, 'MethodNotAllowed'],
    ['a method that only traces', `TRACE /api/v1/batches ${headers}`, 405, 'MethodNotAllowed'],
    ['an unusual method at an unknown address', `PROPFIND /nothing ${headers}`, 404, 'NotFound'],
    ['an address of 20,000 letters', `GET /api/v1/${'x'.repeat(20_000)} ${headers}`, 431, 'HeadersTooLarge'],
    ['something that is not HTTP', 'hello there\r\n\r\n', 405, 'MethodNotAllowed'],
  ])('%s', async (_what, request, status, code) => {
    const text = await raw(request);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    expect(text.toLowerCase()).toContain('content-type: application/problem+json');
    const body = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
    expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ status, code });
  });
});

test('a method that an address does not declare is refused with the list of allowed methods', async () => {
  const { app } = await testApi({ db: database.db });
  const answer = await app.inject({ method: 'PUT', url: '/api/v1/campaigns/202425?x=1' });
  expect(answer.headers['allow']).toBe('GET, POST');
});

test('a form error names the field and says what to do', async () => {
  const { as } = await testApi({ db: database.db });
  const body = {
    commandId: 'c',
    expectedVersion: 1,
    body: { shockKind: 'strike', from: '9 May', to: '2025-05-09', evidence: 'e' },
  };
  const answer = await as(people.hubManager).post('/school-years/202425/900001/decisions/pauseForShock', body);
  expect(answer.json<{ errors: readonly { where: string }[] }>().errors.map(({ where }) => where)).toEqual([
    'body.body.shockKind',
    'body.body.from',
  ]);
});

test('a database failure in the middle of a query shows none of its values in the answer or the log', async () => {
  const own = await testDatabase();
  const { as, logged } = await testApi({ db: own.db });
  await own.db.raw('drop table school_year_view cascade');
  try {
    const answer = await as(people.analyst).get('/school-years/202425?laCode=301');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'Internal' });
    expect(logged()).toContain('a request failed');
    expect(logged()).not.toContain('select *');
  } finally {
    await own.dispose();
  }
});

test('the log holds no figure, whatever was sent or read', async () => {
  const { as, logged } = await testApi({ db: database.db });
  await as(people.analyst).get('/school-years/202425');
  await as(people.analyst).get('/school-years/202425/900001/report');
  await as(people.analyst).post(override, {
    commandId: 'c',
    expectedVersion: 1,
    body: { floorAttendancePercent: canary, reason: `to ${canary}` },
  });
  await as(people.analyst).post(override, {
    commandId: 'c',
    expectedVersion: 1,
    body: { floorAttendancePercent: canary, wrong: canary },
  });
  expect(logged()).toContain('incoming request');
  expect(logged()).not.toContain(String(canary));
});

test('an error with a figure in its message shows it in neither the answer nor the log', async () => {
  const { as, logged } = await testApi({
    db: database.db,
    terms: () => {
      throw new Error(`violates check: ${canary}`);
    },
  });
  const answer = await as(people.analyst).get('/area-events/202425/suggestions');
  expect(answer.statusCode).toBe(500);
  expect(answer.body + logged()).not.toContain(String(canary));
  expect(logged()).toContain('"name":"Error"');
});

describe('the health of the API', () => {
  test('is public, and is reported as unhealthy while the engine is unavailable', async () => {
    const { withoutToken } = await testApi({ db: database.db });
    const answer = await withoutToken.get('/health');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({
      isHealthy: false,
      isDatabaseReachable: true,
      isEngineReachable: false,
      buildId: 'test-build',
    });
  });
});

test('too many requests from one address are throttled, except from this machine in development', async () => {
  const strict = await testApi({ db: database.db, requestsPerMinute: 3, isDevelopment: false });
  const answers = [];
  for (let count = 0; count < 5; count += 1) answers.push((await strict.withoutToken.get('/batches')).statusCode);
  expect(answers).toEqual([401, 401, 401, 429, 429]);
  const local = await testApi({ db: database.db, requestsPerMinute: 3 });
  for (let count = 0; count < 5; count += 1) expect((await local.withoutToken.get('/batches')).statusCode).toBe(401);
});

test('an answer carries no-store and other protective headers', async () => {
  const { as } = await testApi({ db: database.db });
  const { headers } = await as(people.analyst).get('/school-years/202425');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});
