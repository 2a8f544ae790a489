import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { canary, seedReport, seedSchoolYear, seedTransition } from './support/rows.js';
import { takeAuditLogAway } from './support/audit-away.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.dispose());

const reportOf = (urn: string): string => `/school-years/202425/${urn}/report`;

const headOf = (urn: string): { readonly id: string; readonly role: 'school'; readonly urn: string } => ({
  id: `head-${urn}`,
  role: 'school',
  urn,
});

const views = (urn: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  database
    .db('audit_log')
    .where({ workflow_id: `school-year/202425/${urn}`, kind: 'reportViewed' })
    .orderBy('id');

describe('the report in the API', () => {
  beforeAll(async () => {
    const { db } = database;
    await seedSchoolYear(db, { urn: '910001', region_code: 'A', stage: 'monitoring', report_version: 2 });
    await seedReport(db, '910001', 1);
    await seedReport(db, '910001', 2, true);
    await seedSchoolYear(db, { urn: '910002', region_code: 'A', stage: 'in-review', report_version: 1 });
    await seedReport(db, '910002', 1);
    await seedSchoolYear(db, { urn: '910003', region_code: 'A', stage: 'with-school', report_version: 1 });
    await seedReport(db, '910003', 1);
  });

  test('is read by the school once it is issued', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(headOf('910001')).get(reportOf('910001'))).json()).toMatchObject({
      reportVersion: 2,
      standing: 'issued',
      report: { narrative: ['Version 2.'], version: { reportVersion: 2, standing: 'issued' } },
    });
  });

  test('is read by the school before it is issued while it waits for the school', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(headOf('910003')).get(reportOf('910003'))).json()).toMatchObject({
      reportVersion: 1,
      standing: 'with-school',
    });
  });

  test('is read by analysts only while it is in review', async () => {
    const { as } = await testApi({ db: database.db });
    expect((await as(people.analyst).get(reportOf('910002'))).json()).toMatchObject({
      reportVersion: 1,
      standing: 'draft',
    });
    expect((await as(headOf('910002')).get(reportOf('910002'))).statusCode).toBe(404);
  });

  test('is read by number in an earlier version by those who may read every school’s report', async () => {
    const { as } = await testApi({ db: database.db });
    const earlier = (await as(people.analyst).get(`${reportOf('910001')}?version=1`)).json<
      Readonly<Record<string, unknown>>
    >();
    expect(earlier).toMatchObject({ reportVersion: 1, standing: 'superseded' });
    expect(earlier).not.toHaveProperty('floorAttendancePercent');
    expect((await as(headOf('910001')).get(`${reportOf('910001')}?version=1`)).statusCode).toBe(403);
    expect((await as(people.analyst).get(`${reportOf('910001')}?version=9`)).statusCode).toBe(404);
  });

  test('leaves a row in the audit log at each read, with the reader and version and no figure', async () => {
    const { as } = await testApi({ db: database.db });
    const before = (await views('910001')).length;
    await as(people.adviser).get(reportOf('910001'));
    const rows = await views('910001');
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)).toMatchObject({
      actor_id: 'rise-A',
      actor_role: 'rise-adviser',
      is_accepted: true,
      version: null,
      body: { reportVersion: 2, standing: 'issued', form: 'json' },
    });
    expect(JSON.stringify(rows)).not.toContain(String(canary));
  });

  test('is not shown when the audit log cannot be written', async () => {
    await takeAuditLogAway(database.db);
    const { as } = await testApi({ db: database.db });
    const answer = await as(people.analyst).get(reportOf('910001'));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain(String(canary));
  });
});

describe('the forms of the report in the API', () => {
  beforeAll(async () => {
    const { db } = database;
    await seedSchoolYear(db, { urn: '920001', region_code: 'A', report_version: 2 });
    await seedReport(db, '920001', 1);
    await seedReport(db, '920001', 2, true);
  });

  test.each([
    ['?form=html', undefined, 'text/html'],
    ['?form=text', undefined, 'text/plain'],
    ['?form=json', 'text/html', 'application/json'],
    ['', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['', 'text/plain', 'text/plain'],
    ['', 'application/json', 'application/json'],
    ['', '*/*', 'application/json'],
    ['', undefined, 'application/json'],
  ])('%s requested with Accept %s is sent as %s', async (query, accept, type) => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(headOf('920001')).get(`${reportOf('920001')}${query}`, {
      headers: accept === undefined ? {} : { accept },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.body).toContain('Confidential to the school and those who support it');
  });

  test('a form that is not available is refused, and no read is recorded', async () => {
    const { as } = await testApi({ db: database.db });
    const before = (await views('920001')).length;
    const pdf = { headers: { accept: 'application/pdf' } };
    expect((await as(people.analyst).get(reportOf('920001'), pdf)).json()).toMatchObject({ code: 'NotAcceptable' });
    expect((await as(people.analyst).get(`${reportOf('920001')}?form=pdf`)).statusCode).toBe(400);
    expect(await views('920001')).toHaveLength(before);
  });

  test.each(['html', 'text'])('as %s is recorded as read, with no figure in the file name', async (form) => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(people.adviser).get(`${reportOf('920001')}?form=${form}`);
    expect(answer.body).toContain('93.2%');
    expect((await views('920001')).at(-1)).toMatchObject({ actor_id: 'rise-A', body: { reportVersion: 2, form } });
    const extension = form === 'html' ? 'html' : 'txt';
    expect(answer.headers['content-disposition']).toBe(
      `inline; filename="attendance-report-202425-920001-version-2.${extension}"`,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('as a page may use its own style and nothing else', async () => {
    const { as } = await testApi({ db: database.db });
    const page = await as(people.analyst).get(`${reportOf('920001')}?form=html`);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page.body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page.headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('no form is shown when the audit log cannot be written', async () => {
    await takeAuditLogAway(database.db);
    const { as } = await testApi({ db: database.db });
    for (const form of ['html', 'text']) {
      const answer = await as(people.analyst).get(`${reportOf('920001')}?form=${form}`);
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain('93.2%');
    }
  });
});

describe('what changed between two versions', () => {
  const changesOf = (urn: string): string => `${reportOf(urn)}/changes`;

  beforeAll(async () => {
    const { db } = database;
    await seedSchoolYear(db, { urn: '930001', region_code: 'A', report_version: 3 });
    for (const version of [1, 2]) await seedReport(db, '930001', version);
    await seedReport(db, '930001', 3, true);
    await seedTransition(db, '930001', 1, { stage: 'with-school', reportVersion: 1 });
    await seedTransition(db, '930001', 2, { stage: 'in-review', reportVersion: 2 });
    await seedTransition(db, '930001', 3, { stage: 'monitoring', reportVersion: 3 });
  });

  test('is compared for a school with the version it last received, not one that only analysts saw', async () => {
    const { as } = await testApi({ db: database.db });
    const answer = await as(headOf('930001')).get(changesOf('930001'));
    expect(answer.json()).toMatchObject({
      from: 1,
      to: 3,
      changes: [
        { before: '90.1%', after: '90.3%', inWords: expect.stringContaining('was 90.1%, is now 90.3%') as string },
      ],
    });
    expect((await views('930001')).at(-1)).toMatchObject({ body: { reportVersion: 3, comparedWith: 1 } });
    const letter = (await as(headOf('930001')).get(`${reportOf('930001')}?form=text`)).body;
    expect(letter).toContain('What has changed since version 1');
    expect(letter).not.toContain('90.2%');
  });

  test('is compared between any two versions only for those who may read every version', async () => {
    const { as } = await testApi({ db: database.db });
    const any = `${changesOf('930001')}?from=2&to=3`;
    expect((await as(people.auditor).get(any)).json()).toMatchObject({
      from: 2,
      to: 3,
      changes: [{ before: '90.2%' }],
    });
    expect((await as(headOf('930001')).get(any)).statusCode).toBe(403);
    expect((await as(headOf('930001')).get(`${changesOf('930001')}?from=2`)).statusCode).toBe(403);
    expect((await as(people.adviser).get(any)).statusCode).toBe(403);
    expect((await as(people.analyst).get(`${changesOf('930001')}?from=9`)).statusCode).toBe(404);
    expect((await as(people.analyst).get(`${changesOf('930001')}?to=1`)).statusCode).toBe(404);
  });
});
