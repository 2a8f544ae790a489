import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../domain/process/actor.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seedSchoolYear } from './support/rows.js';
import { testApi } from './support/test-api.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await seedSchoolYear(database.db, { urn: '900001' });
});

afterAll(() => database.dispose());

interface SignedIn {
  readonly token: string;
  readonly actor: Readonly<Record<string, unknown>>;
}

describe('the development sign-in', () => {
  test('gives a persona a token that the API accepts', async () => {
    const { withoutToken } = await testApi({ db: database.db });
    const { token, actor } = (await withoutToken.post('/sign-in', { persona: 'analyst' })).json<SignedIn>();
    expect(actor).toEqual({ id: 'analyst-1', role: 'analyst' });
    const answer = await withoutToken.get('/school-years/202425', { headers: { authorization: `Bearer ${token}` } });
    expect(answer.statusCode).toBe(200);
  });

  test('as the head of a school gives access to that school only', async () => {
    const { withoutToken } = await testApi({ db: database.db });
    const { token } = (await withoutToken.post('/sign-in', { persona: 'head', urn: '900001' })).json<SignedIn>();
    const headers = { authorization: `Bearer ${token}` };
    expect((await withoutToken.get('/school-years/202425/900001', { headers })).statusCode).toBe(200);
    expect((await withoutToken.get('/school-years/202425/900002', { headers })).statusCode).toBe(403);
  });

  test('accepts any role with an id', async () => {
    const { withoutToken } = await testApi({ db: database.db });
    const { actor } = (
      await withoutToken.post('/sign-in', { role: 'hub-manager', id: 'hana', regionCode: 'B' })
    ).json<SignedIn>();
    expect(actor).toEqual({ id: 'hana', role: 'hub-manager', regionCode: 'B' });
  });

  test('refuses and records the role Ofsted', async () => {
    const { withoutToken } = await testApi({ db: database.db });
    const answer = await withoutToken.post('/sign-in', { role: 'ofsted', id: 'inspector-1' });
    expect(answer.statusCode).toBe(403);
    const row: unknown = await database.db('audit_log').where({ workflow_id: 'access' }).orderBy('id', 'desc').first();
    expect(row).toMatchObject({
      actor_id: 'inspector-1',
      actor_role: 'ofsted',
      kind: 'signInRefused',
      is_accepted: false,
    });
  });

  test.each([
    ['an unknown persona', { persona: 'minister' }],
    ['a head without a school', { persona: 'head' }],
    ['an analyst with a school', { persona: 'analyst', urn: '900001' }],
    ['both ways at once', { persona: 'analyst', role: 'auditor', id: 'x' }],
    ['a field too many', { role: 'analyst', id: 'x', isAdmin: true }],
    ['nothing', {}],
  ])('refuses a request with %s', async (_what, body) => {
    const { withoutToken } = await testApi({ db: database.db });
    expect((await withoutToken.post('/sign-in', body)).statusCode).toBe(400);
  });

  test('has personas for every role', async () => {
    const { withoutToken } = await testApi({ db: database.db });
    const { personas } = (await withoutToken.get('/personas')).json<{ personas: readonly { role: string }[] }>();
    expect(new Set(personas.map(({ role }) => role))).toEqual(new Set(roles));
  });
});

describe('the development sign-in is absent', () => {
  test.each([
    ['where development is switched off', false, {}],
    ['for another machine', true, { remoteAddress: '203.0.113.7' }],
    ['through a proxy', true, { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['through a proxy of the newer kind', true, { headers: { forwarded: 'for=127.0.0.1' } }],
    ['under another name, as a browser could be led to send', true, { headers: { host: 'evil.example' } }],
  ])('%s', async (_where, isDevelopment, options) => {
    const { withoutToken } = await testApi({ db: database.db, isDevelopment });
    expect((await withoutToken.post('/sign-in', { persona: 'analyst' }, options)).statusCode).toBe(404);
    expect((await withoutToken.get('/personas', options)).statusCode).toBe(404);
  });
});

test('a signing secret that is too short is refused', async () => {
  await expect(testApi({ db: database.db, signInSecret: 'short' })).rejects.toThrow('at least 32 characters');
});
