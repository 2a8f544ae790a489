import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendAudit } from '../../database/audit-log.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seedBatch, seedHub, seedSchoolYear } from './support/rows.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor?: string;
}

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await seedSchoolYear(db, { urn: '900001', region_code: 'A' });
  await seedSchoolYear(db, { urn: '900002', region_code: 'B' });
  const batches = [];
  for (let count = 0; count < 5; count += 1) batches.push(await seedBatch(db, 'hubs', `hubs-${count}.csv`));
  await seedHub(db, 'hub-a', 'A', batches[0] ?? 0);
  await seedHub(db, 'hub-a', 'A', batches[4] ?? 0);
  await seedHub(db, 'hub-b', 'B', batches[4] ?? 0);
  await db('hub_view').insert({
    academic_year: '202425',
    hub_id: 'hub-b',
    workflow_id: 'hub/202425/hub-b',
    version: 3,
    enhanced_places: 8,
    enhanced_taken: 5,
    regional_places: 40,
    regional_taken: 2,
    is_open: true,
    updated_at: new Date(),
  });
  await db('support_view').insert({
    academic_year: '202425',
    urn: '900001',
    workflow_id: 'support/202425/900001',
    version: 2,
    stage: 'waiting',
    pathway: 'enhanced',
    waiting_reason: 'no-place',
    why: JSON.stringify(['No hub of the region has a place.']),
    due_on: '2025-03-31',
    updated_at: new Date(),
  });
  await db('notice').insert(
    ['school', 'analysts', 'responsible-body'].map((recipient, position) => ({
      workflow_id: 'school-year/202425/900001',
      version: 1,
      position,
      recipient,
      about: `For ${recipient}.`,
      at: new Date('2024-10-01T00:00:00Z'),
    })),
  );
  await db.transaction(async (trx) => {
    for (let version = 1; version <= 7; version += 1) {
      await appendAudit(trx, {
        workflowId: 'school-year/202425/900001',
        version,
        atMilliseconds: version,
        kind: 'drafted',
        isAccepted: true,
        note: '',
        body: {},
      });
    }
  });
});

afterAll(() => database.dispose());

describe('the audit log', () => {
  test('is paged by cursor in the order of writing, with its hashes in a chain', async () => {
    const { as } = await testApi({ db: database.db });
    const rows: Readonly<Record<string, unknown>>[] = [];
    let cursor = '';
    do {
      const page = (
        await as(people.auditor).get(`/audit?workflowId=school-year/202425/900001&limit=3${cursor}`)
      ).json<Page>();
      rows.push(...page.items);
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(rows.map((row) => row['version'])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const [index, row] of rows.entries())
      expect(row['previousHash']).toBe(rows[index - 1]?.['hash'] ?? '0'.repeat(64));
  });

  test('requires a workflow', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(people.auditor).get('/audit')).statusCode).toBe(400);
  });
});

test('imported files are listed with the newest first', async () => {
  const { as } = await testApi({ db: database.db });
  const first = (await as(people.operator).get('/batches?limit=3')).json<Page>();
  const second = (await as(people.operator).get(`/batches?limit=3&cursor=${String(first.nextCursor)}`)).json<Page>();
  const names = [...first.items, ...second.items].map((item) => item['fileName']);
  expect(names).toEqual(['hubs-4.csv', 'hubs-3.csv', 'hubs-2.csv', 'hubs-1.csv', 'hubs-0.csv']);
  expect(second.nextCursor).toBeUndefined();
});

describe('the hubs in the API', () => {
  test('are listed once each, with the result of their year once it has begun', async () => {
    const { as } = await testApi({ db: database.db });
    const { items } = (await as(people.analyst).get('/hubs/202425')).json<Page>();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ hubId: 'hub-a', hasBegun: false, opensOn: '2024-09-02', waitingInRegion: 1 });
    expect(items[0]).not.toHaveProperty('version');
    expect(items[1]).toMatchObject({
      hubId: 'hub-b',
      hasBegun: true,
      enhancedPlaces: 8,
      enhancedTaken: 5,
      waitingInRegion: 0,
      version: 3,
    });
  });

  test('are limited to their own region for hub managers', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(people.hubManager).get('/hubs/202425')).json<Page>().items.map((item) => item['hubId'])).toEqual([
      'hub-a',
    ]);
    expect((await as(people.hubManager).get('/hubs/202425/hub-a')).statusCode).toBe(200);
    expect((await as(people.hubManager).get('/hubs/202425/hub-b')).statusCode).toBe(403);
    expect((await as(people.hubManager).get('/hubs/202425/hub-z')).statusCode).toBe(403);
    expect((await as(people.analyst).get('/hubs/202425/hub-z')).statusCode).toBe(404);
  });

  test('can have their capacity changed only by a manager of their region', async () => {
    const { as } = await testApi({ db: database.db });
    const command = { commandId: 'c', expectedVersion: 3, body: { enhancedPlaces: 1, regionalPlaces: 1, reason: 'r' } };
    expect((await as(people.hubManager).post('/hubs/202425/hub-b/decisions/changeCapacity', command)).statusCode).toBe(
      403,
    );
    expect((await as(people.analyst).post('/hubs/202425/hub-a/decisions/changeCapacity', command)).statusCode).toBe(
      403,
    );
  });
});

describe('a support in the API', () => {
  test('is read with its reasons and its date as written', async () => {
    const { as } = await testApi({ db: database.db });
    const support = (await as(people.hubManager).get('/support/202425/900001')).json<
      Readonly<Record<string, unknown>>
    >();
    expect(support).toMatchObject({
      stage: 'waiting',
      pathway: 'enhanced',
      dueOn: '2025-03-31',
      why: ['No hub of the region has a place.'],
      version: 2,
    });
  });

  test('answers not found only to those who could see it, when it does not exist', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(people.analyst).get('/support/202425/900002')).statusCode).toBe(404);
    expect((await as(people.hubManager).get('/support/202425/900002')).statusCode).toBe(403);
  });
});

test('a school reads notices to itself and its responsible body, an analyst reads all notices', async () => {
  const { as } = await testApi({ db: database.db });
  const recipients = async (person: (typeof people)[keyof typeof people]): Promise<unknown[]> =>
    (await as(person).get('/notices/202425/900001')).json<Page>().items.map((item) => item['recipient']);
  expect(await recipients(people.head)).toEqual(['school', 'responsible-body']);
  expect(await recipients(people.analyst)).toEqual(['school', 'analysts', 'responsible-body']);
});

describe('a monthly return in the API', () => {
  const csv = 'urn,month,possible_sessions\n900001,2024-10,1000\n';

  test('is kept byte for byte when its import cannot be started, and the sender receives an error', async () => {
    const { as } = await testApi({ db: database.db });
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(csv), Buffer.from([0x92, 0x0d, 0x0a])]);
    const answer = await as(people.operator).post(
      '/monthly-returns/202425?fileName=monthly_return_202410.csv',
      undefined,
      {
        payload: bytes,
        headers: { authorization: await tokenOf(people.operator), 'content-type': 'text/csv' },
      },
    );
    expect(answer.statusCode).toBe(503);
    const row = await database
      .db('upload')
      .orderBy('id', 'desc')
      .first<{ content: Buffer; file_name: string; uploaded_by: string }>();
    expect(row).toMatchObject({ file_name: 'monthly_return_202410.csv', uploaded_by: 'ops' });
    expect(row.content.equals(bytes)).toBe(true);

    async function tokenOf(person: (typeof people)['operator']): Promise<string> {
      const { app } = await testApi({ db: database.db });
      return `Bearer ${app.jwt.sign({ sub: person.id, role: person.role })}`;
    }
  });

  test('is read back with its faults by line and column', async () => {
    const { as } = await testApi({ db: database.db });
    const errors = [
      { file: 'r.csv', line: 2, column: 'urn', problem: 'This is not a URN.', remedy: 'Write six digits.' },
    ];
    const [row] = await database
      .db('upload')
      .insert({
        academic_year: '202425',
        file_name: 'r.csv',
        sha256: 'x',
        content: Buffer.from(csv),
        uploaded_by: 'ops',
        uploaded_at: new Date(),
        outcome: JSON.stringify({ outcome: 'refused', rows: 0, errors, errorCount: 1 }),
      })
      .returning<{ id: string }[]>('id');
    const answer = await as(people.operator).get(`/monthly-returns/${String(row?.id)}`);
    expect(answer.json()).toMatchObject({
      workflowId: `month/202425/2024-10/${String(row?.id)}`,
      stage: 'refused',
      errors,
      errorCount: 1,
    });
    expect((await as(people.operator).get('/monthly-returns/999999')).statusCode).toBe(404);
  });

  test.each([
    ['an empty body', '', 'text/csv', 400],
    ['a body of another kind', '{}', 'application/json', 400],
    ['a file name with a folder', csv, 'text/csv', 400],
    [
      'a form without a file',
      '--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n1\r\n--b--\r\n',
      'multipart/form-data; boundary=b',
      400,
    ],
    ['a file of 33 MB', 'x'.repeat(33 * 1024 * 1024), 'text/csv', 413],
  ])('with %s is refused', async (what, payload, type, status) => {
    const { app } = await testApi({ db: database.db });
    const before = await database.db('upload').count();
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/monthly-returns/202425${what.includes('folder') ? '?fileName=..%2Fpasswd' : ''}`,
      payload,
      headers: { authorization: `Bearer ${app.jwt.sign({ sub: 'ops', role: 'operator' })}`, 'content-type': type },
    });
    expect(answer.statusCode).toBe(status);
    expect(await database.db('upload').count()).toEqual(before);
  });
});
