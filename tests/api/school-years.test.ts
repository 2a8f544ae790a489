import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor } from '../../domain/process/actor.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { canary, seedReport, seedSchoolYear } from './support/rows.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;

const headOf = (urn: string): Actor => ({ id: `head-${urn}`, role: 'school', urn });

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor?: string;
  readonly notice?: string;
}

const schools = Array.from({ length: 23 }, (_, index) => ({
  urn: String(900_001 + index),
  region_code: index % 2 === 0 ? 'A' : 'B',
  stage: index % 3 === 0 ? 'in-review' : 'monitoring',
  status: index % 5 === 0 ? 'below' : 'on-track',
}));

beforeAll(async () => {
  database = await testDatabase();
  for (const school of schools) {
    await seedSchoolYear(database.db, { ...school, report_version: 1 });
    if (school.stage === 'monitoring') await seedReport(database.db, school.urn, 1, true);
  }
  await seedSchoolYear(database.db, { urn: '900001', academic_year: '202526' });
});

afterAll(() => database.dispose());

describe('the list of school-years', () => {
  test('is paged by cursor without missing or repeating a school', async () => {
    const { as } = await testApi({ db: database.db });
    const seen: unknown[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const answer = await as(people.analyst).get(
        `/school-years/202425?limit=5${cursor === undefined ? '' : `&cursor=${cursor}`}`,
      );
      const page = answer.json<Page>();
      expect(page.items.length).toBeLessThanOrEqual(5);
      seen.push(...page.items.map((item) => item['urn']));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(seen).toEqual(schools.map(({ urn }) => urn));
    expect(pages).toBe(5);
  });

  test('stays complete when schools are added before and after the cursor', async () => {
    const own = await testDatabase();
    try {
      for (const urn of ['900010', '900020', '900030']) await seedSchoolYear(own.db, { urn });
      const { as } = await testApi({ db: own.db });
      const first = (await as(people.analyst).get('/school-years/202425?limit=2')).json<Page>();
      await seedSchoolYear(own.db, { urn: '900005' });
      await seedSchoolYear(own.db, { urn: '900025' });
      const second = (
        await as(people.analyst).get(`/school-years/202425?limit=9&cursor=${String(first.nextCursor)}`)
      ).json<Page>();
      expect(first.items.map((item) => item['urn'])).toEqual(['900010', '900020']);
      expect(second.items.map((item) => item['urn'])).toEqual(['900025', '900030']);
    } finally {
      await own.dispose();
    }
  });

  test.each([
    ['stage=in-review', schools.filter(({ stage }) => stage === 'in-review')],
    ['status=below', schools.filter(({ status }) => status === 'below')],
    [
      'regionCode=B&stage=monitoring',
      schools.filter(({ region_code, stage }) => region_code === 'B' && stage === 'monitoring'),
    ],
    ['laCode=999', []],
    ['outcome=met', []],
  ])('filtered by %s lists exactly the matching schools', async (filter, expected) => {
    const { as } = await testApi({ db: database.db });
    const page = (await as(people.analyst).get(`/school-years/202425?limit=200&${filter}`)).json<Page>();
    expect(page.items.map((item) => item['urn'])).toEqual(expected.map(({ urn }) => urn));
  });

  test('shows hub managers only their own region, without figures or reasons', async () => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(people.hubManager).get('/school-years/202425?limit=200');
    const page = answer.json<Page>();
    expect(new Set(page.items.map((item) => item['regionCode']))).toEqual(new Set(['A']));
    expect(page.items).toHaveLength(12);
    expect(answer.body).not.toContain(String(canary));
    expect(answer.body).not.toContain('0.6421');
    expect(answer.body).not.toContain('3.14159');
  });

  test('refuses a hub manager another region', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(people.hubManager).get('/school-years/202425?regionCode=B')).statusCode).toBe(403);
  });

  test('shows advisers the figures of their own region', async () => {
    const { as } = await testApi({ db: database.db });
    const page = (await as(people.adviser).get('/school-years/202425?limit=2')).json<Page>();
    expect(page.items[1]).toMatchObject({ urn: '900003', floorAttendancePercent: canary, regionCode: 'A' });
    expect(page.items[0]).not.toHaveProperty('floorAttendancePercent');
  });

  test.each([
    ['an unknown filter', 'figure=93'],
    ['a limit above 200', 'limit=201'],
    ['a limit of nothing', 'limit=0'],
    ['a cursor of somebody else', 'cursor=Zm9v'],
    ['an unknown stage', 'stage=failing'],
  ])('refuses a request with %s', async (_what, query) => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(people.analyst).get(`/school-years/202425?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'Malformed' });
    expect(answer.json<{ errors: unknown[] }>().errors.length).toBeGreaterThan(0);
  });

  test.each(['202426', '2024', 'abcdef'])('refuses %s, which is not an academic year', async (year) => {
    const { as } = await testApi({ db: database.db });
    expect((await as(people.analyst).get(`/school-years/${year}`)).statusCode).toBe(400);
  });
});

describe('one school-year in the API', () => {
  test('is read from the read model while the engine is unavailable, and says so', async () => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(people.analyst).get('/school-years/202425/900001');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      urn: '900001',
      source: 'read-model',
      version: 1,
      floorAttendancePercent: canary,
    });
    expect(answer.headers['etag']).toBe('"1"');
  });

  test('is read with figures by its own head, and without by a hub manager', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(headOf('900003')).get('/school-years/202425/900003')).json()).toMatchObject({
      floorAttendancePercent: canary,
    });
    const managers = await as(people.hubManager).get('/school-years/202425/900003');
    expect(managers.statusCode).toBe(200);
    expect(managers.body).not.toContain(String(canary));
  });
});

describe('a data folder of real schools with simulated decisions', () => {
  const banner = 'Real published data, simulated decisions';

  test('says so on every page of school data and in every answer', async () => {
    const { as } = await testApi({ db: database.db, banner });
    for (const path of [
      '/school-years/202425',
      '/school-years/202425/900001',
      '/hubs/202425',
      '/batches',
      '/notices/202425/900001',
      '/audit?workflowId=x',
    ]) {
      const answer = await as(people.seniorAnalyst).get(path);
      expect(answer.headers['x-abie-notice']).toBe(banner);
      expect(answer.json()).toMatchObject({ notice: banner });
    }
    expect((await as(people.head).get('/batches')).headers['x-abie-notice']).toBe(banner);
  });

  test('shows no such notice for an invented England', async () => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(people.analyst).get('/school-years/202425');
    expect(answer.headers['x-abie-notice']).toBeUndefined();
    expect(answer.json()).not.toHaveProperty('notice');
  });
});
