import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api } from '../../api/api.js';
import { type Actor } from '../../domain/process/actor.js';
import { isOpenStage, sightOf } from '../../domain/school-year/sight.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seedReportOf, seedSchoolYear, seedTransition } from './support/rows.js';
import { exampleFacts } from '../unit/domain/narrative/example.js';
import { people, testApi } from './support/test-api.js';

let database: TestDatabase;

/** Where a draft is nobody’s but the analysts’, and where it is the school’s to read; `live` is the version that is issued. */
const places = [
  { stage: 'quarantined', urn: '920001', isOpen: false },
  { stage: 'withheld', urn: '920002', isOpen: false },
  { stage: 'in-review', urn: '920003', isOpen: false },
  { stage: 'quarantined', urn: '920004', live: 1, isOpen: false },
  { stage: 'in-review', urn: '920005', live: 1, isOpen: false },
  { stage: 'drafting', urn: '920006', live: 1, isOpen: false },
  { stage: 'closed', urn: '920007', isOpen: false },
  { stage: 'closed', urn: '920008', live: 1, isOpen: false },
  { stage: 'drafting', urn: '920009', held: 1, isOpen: false },
  { stage: 'quarantined', urn: '920010', held: 1, isOpen: false },
  { stage: 'in-review', urn: '920016', held: 1, isOpen: false },
  { stage: 'with-school', urn: '920011', isOpen: true },
  { stage: 'with-school', urn: '920012', live: 1, isOpen: true },
  { stage: 'challenged', urn: '920013', isOpen: true },
  { stage: 'monitoring', urn: '920014', live: 2, isOpen: true },
  { stage: 'closed', urn: '920015', live: 2, isOpen: true },
] as const;

const floor = 93.2718;
const improvement = 0.6421;
const reason = 'the interval is 3.14159 points wide';
const internal = 'an analyst’s own words about the draft';
const secrets = [String(floor), String(improvement), '3.14159', internal];

/** What people said and what was returned, each with a figure or words to look for. */
const said = {
  challenge: { figure: 'enrolments', shouldBe: 400, unit: 'pupils', evidence: reason, challengedBy: 'head' },
  pending_override: { floorAttendancePercent: floor, reason: internal, evidence: internal, proposedBy: 'ana' },
  applied_override: { floorAttendancePercent: floor, reason, evidence: reason, proposedBy: 'ana' },
  corrections: [{ figure: 'last-year-absence', value: 3.14159, reason }],
  months: [{ month: '2024-09', state: 'below', shortfallPoints: 3.14159, probabilityYearEndsShort: improvement }],
};

interface Versions {
  readonly isOpen: boolean;
  readonly live?: number;
  readonly held?: number;
}

async function seed(urn: string, stage: string, { live, held }: Versions): Promise<void> {
  const { db } = database;
  await seedSchoolYear(db, {
    urn,
    stage,
    region_code: 'A',
    report_version: 2,
    floor_attendance_percent: floor,
    improvement_points: improvement,
    reasons: JSON.stringify([{ gate: 'interval', reason }]),
    challenge: JSON.stringify(said.challenge),
    pending_override: JSON.stringify(said.pending_override),
    applied_override: JSON.stringify(said.applied_override),
    corrections: JSON.stringify(said.corrections),
    months: JSON.stringify(said.months),
    ...(held !== undefined && { held_version: held }),
  });
  const { expectation } = exampleFacts();
  if (!expectation) throw new Error('The example has an expectation.');
  await seedReportOf(db, exampleFacts({ urn }), 1);
  await seedReportOf(
    db,
    exampleFacts({
      urn,
      expectation: { ...expectation, floorAttendancePercent: floor, improvementPoints: improvement },
    }),
    2,
  );
  if (live !== undefined)
    await db('live_report').insert({
      academic_year: '202425',
      urn,
      report_version: live,
      published_at: new Date('2024-10-01T00:00:00Z'),
    });
  const view = { reasons: [{ gate: 'interval', reason }], reportVersion: 2, floorAttendancePercent: floor };
  await seedTransition(db, urn, 1, {
    ...view,
    stage: 'quarantined',
    note: internal,
    said: { reason: internal, floor },
  });
  await seedTransition(db, urn, 2, {
    ...view,
    months: said.months,
    stage,
    ...(!isOpenStage(stage) && { note: internal }),
    said: { evidence: isOpenStage(stage) ? reason : internal },
  });
}

beforeAll(async () => {
  database = await testDatabase();
  for (const { urn, stage, ...more } of places) await seed(urn, stage, more);
});

afterAll(() => database.dispose());

const headOf = (urn: string): Actor => ({ id: `head-${urn}`, role: 'school', urn });

const outsiders = ({ urn }: { readonly urn: string }): readonly Actor[] => [
  headOf(urn),
  people.adviser,
  people.hubManager,
  people.operator,
];

/** Every address that reads, from the description of the API itself, so that a new one is tried without being listed here. */
function addresses(app: Api, urn: string): readonly string[] {
  const { paths = {} } = app.swagger();
  const values: Readonly<Record<string, string>> = { academicYear: '202425', urn };
  const found = Object.entries(paths).flatMap(([path, operations]) =>
    operations && 'get' in operations ? [path] : [],
  );
  expect(found.length).toBeGreaterThan(25);
  return found
    .map((path) => path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? 'none'))
    .flatMap((address) => (address.startsWith('/school-years') ? forms.map((form) => address + form) : [address]));
}

const forms = ['', '?form=html', '?form=text', '?version=2', '?to=2', '?from=settled', '?limit=200'];

describe.each(places)('a school-year in $stage ($urn)', (place) => {
  test('shows a draft that is not the school’s to read to nobody but analysts and auditors', async () => {
    const { app, as } = await testApi({ db: database.db, engineWaitMilliseconds: 20 });
    await Promise.all(
      addresses(app, place.urn).flatMap((address) =>
        outsiders(place).map(async (person) => {
          const { body } = await as(person).get(address);
          const own = address.includes(place.urn) ? body : itemOf(body, place.urn);
          for (const secret of place.isOpen ? [internal] : secrets)
            expect(own, `${person.role} ${address}`).not.toContain(secret);
        }),
      ),
    );
  });

  test('shows it to an analyst, in the list, on its page and in its report', async () => {
    const { as } = await testApi({ db: database.db, engineWaitMilliseconds: 20 });
    const { body: list } = await as(people.analyst).get('/school-years/202425?limit=200');
    expect(itemOf(list, place.urn)).toContain(String(floor));
    expect((await as(people.analyst).get(`/school-years/202425/${place.urn}`)).body).toContain('3.14159');
    expect((await as(people.analyst).get(`/school-years/202425/${place.urn}/report?version=2`)).body).toContain(
      String(floor),
    );
  });

  test(place.isOpen ? 'shows its head the figures' : 'shows its head no figure', async () => {
    const { as } = await testApi({ db: database.db, engineWaitMilliseconds: 20 });
    const { body } = await as(headOf(place.urn)).get(`/school-years/202425/${place.urn}`);
    expect(body.includes(String(floor))).toBe(place.isOpen);
  });
});

test('what people said and each month are on the page of a school-year, for analysts and for the school whose it is', async () => {
  const { as } = await testApi({ db: database.db, engineWaitMilliseconds: 20 });
  const page = async (who: Actor, urn: string): Promise<Record<string, unknown>> =>
    (await as(who).get(`/school-years/202425/${urn}`)).json();
  const { challenge, applied_override: override, pending_override: pendingOverride, months } = said;
  const corrections = [{ ...said.corrections[0], unit: 'per cent of absence' }];
  expect(await page(people.analyst, '920003')).toMatchObject({
    challenge,
    override,
    pendingOverride,
    corrections,
    months,
  });
  const own = await page(headOf('920013'), '920013');
  expect(own).toMatchObject({ challenge, override, corrections, months });
  expect(own).not.toHaveProperty('pendingOverride');
  expect(await page(people.adviser, '920013')).toMatchObject({ challenge });
  for (const field of ['challenge', 'override', 'pendingOverride', 'corrections', 'months']) {
    expect(await page(headOf('920003'), '920003')).not.toHaveProperty(field);
    expect(await page(people.hubManager, '920013')).not.toHaveProperty(field);
  }
});

test('the decision log holds what was sent, and the newest month behind a change that nobody made', async () => {
  const { as } = await testApi({ db: database.db, engineWaitMilliseconds: 20 });
  const { body } = await as(people.analyst).get('/school-years/202425/920014/decision-log');
  const { entries } = JSON.parse(body) as { readonly entries: readonly unknown[] };
  expect(entries).toMatchObject([
    { said: { reason: internal } },
    { said: { evidence: reason }, judgedOn: said.months[0] },
  ]);
});

test.each(['920009', '920010', '920016'])(
  'a head reads the report under review, and not the draft, while %s is drafted again',
  async (urn) => {
    const { as } = await testApi({ db: database.db, engineWaitMilliseconds: 20 });
    const answer = await as(headOf(urn)).get(`/school-years/202425/${urn}/report`);
    expect(answer.json()).toMatchObject({ reportVersion: 1, standing: 'under-review' });
    expect((await as(headOf(urn)).get(`/school-years/202425/${urn}/report?form=text`)).body).toContain('under review');
  },
);

/** What a list says of one school. */
function itemOf(body: string, urn: string): string {
  if (!body.startsWith('{')) return body;
  const { items = [] } = JSON.parse(body) as { readonly items?: readonly { readonly urn?: string }[] };
  return JSON.stringify(items.filter((item) => item.urn === urn));
}

describe('the report that is read when no version is named', () => {
  const school = { urn: '920001', regionCode: 'A' } as const;
  const head: Actor = { id: 'head', role: 'school', urn: '920001' };
  test.each([
    ['the issued one while a new draft is in review', head, 'in-review', 1, 1],
    ['the new one once it is the school’s to answer', head, 'with-school', 1, 2],
    ['none before the first has been approved', head, 'in-review', undefined, undefined],
    ['the issued one for an analyst too', people.analyst, 'in-review', 1, 1],
    ['the draft for an analyst, where none is issued', people.analyst, 'in-review', undefined, 2],
    ['none for a hub manager', people.hubManager, 'monitoring', 2, undefined],
  ] as const)('is %s', (...[, actor, stage, liveVersion, expected]) => {
    const { reportVersion } = sightOf(actor, {
      place: school,
      stage,
      reportVersion: 2,
      ...(liveVersion !== undefined && { liveVersion }),
    });
    expect(reportVersion).toBe(expected);
  });
});
