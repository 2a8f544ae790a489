import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor } from '../../../domain/process/actor.js';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { people, testApi, type TestApi } from '../support/test-api.js';
import { engineStack, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

const year = '202425';
const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: 3_600_000 };
const contact = 'office@invented.example';

let stack: EngineStack;
/** A school that is an example in at least two reports, and two of them. */
let example: { readonly urn: string; readonly name: string };
let first: string;
let second: string;

beforeAll(async () => {
  stack = await engineStack(160);
});
afterAll(() => stack.stop());

const api = (): Promise<TestApi> =>
  testApi({
    db: stack.db,
    client: stack.client,
    terms: (known) => (known === year ? yearTerms(year, clock) : undefined),
    engineWaitMilliseconds: 20_000,
  });

const path = (urn: string): string => `/school-years/${year}/${urn}`;
const namingPath = (urn: string): string => `/naming/${year}/${urn}`;
const headOf = (urn: string): Actor => ({ id: `head-${urn}`, role: 'school', urn });

let commands = 0;

async function decide(of: TestApi, who: Actor, to: string, body: object = {}): Promise<void> {
  const [at = ''] = to.split('/decisions/');
  const { version } = (await of.as(people.analyst).get(at)).json<{ version: number }>();
  const command = { commandId: `n-${(commands += 1)}`, expectedVersion: version, body };
  const answer = await of.as(who).post(to, command);
  expect(answer.statusCode, answer.body).toBe(200);
}

async function approve(of: TestApi, urn: string): Promise<void> {
  const { stage } = (await of.as(people.analyst).get(path(urn))).json<{ stage: string }>();
  if (stage === 'quarantined')
    await decide(of, people.analyst, `${path(urn)}/decisions/releaseFromQuarantine`, { reason: 'Checked.' });
  await decide(of, people.analyst, `${path(urn)}/decisions/approveTarget`);
}

/** Everything that can be read of a school's report, by any reader. */
async function everyRead(of: TestApi, urn: string): Promise<string> {
  const addresses = ['?form=json', '?form=html', '?form=text', '/changes'];
  const reads = [
    ...addresses.map((address) => of.as(headOf(urn)).get(`${path(urn)}/report${address}`)),
    ...[1, 2, 3].flatMap((version) =>
      ['json', 'html', 'text'].map((form) =>
        of.as(people.auditor).get(`${path(urn)}/report?version=${version}&form=${form}`),
      ),
    ),
    of.as(people.analyst).get(`${path(urn)}/report/changes?from=1`),
    of.as(people.analyst).get(`${path(urn)}/report/changes?from=1&to=2`),
    of.as(headOf(urn)).get(`${path(urn)}/decision-log`),
    of.as(headOf(urn)).get(`/notices/${year}/${urn}`),
  ];
  return (await Promise.all(reads)).map(({ body }) => body).join('\n');
}

const versionOf = async (of: TestApi, urn: string): Promise<number> =>
  (await of.as(headOf(urn)).get(`${path(urn)}/report`)).json<{ reportVersion?: number }>().reportVersion ?? 0;

const changesOf = async (of: TestApi, urn: string): Promise<unknown> =>
  (await of.as(headOf(urn)).get(`${path(urn)}/report/changes`)).json();

async function deadlinesOf(of: TestApi, urn: string): Promise<unknown> {
  const page = await of.as(people.analyst).get(`${path(urn)}?from=engine`);
  return page.json<{ deadlines: unknown }>().deadlines;
}

test(
  'a school is asked once the first draft shows it as an example, and is not named before it answers',
  { timeout: 240_000 },
  async () => {
    const on = await api();
    expect((await on.as(people.operator).post(`/campaigns/${year}`, { canarySize: 5 })).statusCode).toBe(202);
    const stageOf = async (): Promise<{ stage: string; schoolsByStage: Readonly<Record<string, number>> }> =>
      (await on.as(people.operator).get(`/campaigns/${year}`)).json();
    await until(stageOf, ({ stage }) => stage === 'waiting-for-release');
    await decide(on, people.operator, `/campaigns/${year}/decisions/releaseCampaign`);
    await until(stageOf, ({ stage, schoolsByStage }) => stage === 'running' && !('drafting' in schoolsByStage));

    const asked = (await on.as(people.analyst).get(`/naming/${year}?limit=200`)).json<{
      items: { urn: string; stage: string; places: number }[];
    }>().items;
    expect(asked.length).toBeGreaterThan(5);
    expect(new Set(asked.map(({ stage }) => stage))).toEqual(new Set(['asked']));
    const shown = await stack
      .db('naming_place')
      .groupBy('example_urn')
      .countDistinct('report_urn as reports')
      .select('example_urn');
    expect(asked.map(({ urn }) => urn)).toEqual(shown.map(({ example_urn: urn }) => urn).sort());

    const [chosen] = [...asked].sort((a, b) => b.places - a.places);
    const urn = chosen?.urn ?? '';
    const row = await stack.db('current_establishment').where({ urn }).first<{ name: string }>('name');
    example = { urn, name: row.name };
    const reports = await stack
      .db('naming_place as p')
      .join('school_year_view as v', (join) =>
        join.on('v.urn', 'p.report_urn').andOn('v.academic_year', 'p.academic_year'),
      )
      .where({ 'p.example_urn': urn })
      .whereIn('v.stage', ['in-review', 'quarantined'])
      .orderBy('p.report_urn')
      .pluck<string[]>('p.report_urn');
    [first = '', second = ''] = reports;
    expect(reports.length).toBeGreaterThan(1);

    await approve(on, first);
    const read = await everyRead(on, first);
    for (const other of asked) if (other.urn !== first) expect(read).not.toContain(other.urn);
    expect(read).not.toContain(example.name);
    expect(read).toContain('a school like yours (it has not agreed to be named)');
    const notices = await on.as(headOf(urn)).get(`/notices/${year}/${urn}`);
    expect(notices.body).toContain('May we name your school as an example');
  },
);

test(
  'a school that agrees is named with its contact, also in a draft in review, and no deadline changes',
  { timeout: 120_000 },
  async () => {
    const on = await api();
    const before = await deadlinesOf(on, first);
    await decide(on, headOf(example.urn), `${namingPath(example.urn)}/decisions/agreeToBeNamed`, { contact });
    await until(
      () => versionOf(on, first),
      (version) => version === 2,
    );
    const page = (await on.as(headOf(first)).get(`${path(first)}/report?form=html`)).body;
    expect(page).toContain(example.urn);
    expect(page).toContain(contact);
    expect(await deadlinesOf(on, first)).toEqual(before);
    expect(await changesOf(on, first)).toMatchObject({
      from: 1,
      to: 2,
      reason: 'The schools that may be named as examples have changed.',
    });

    expect((await on.as(people.analyst).get(`${path(second)}/report`)).json()).toMatchObject({ reportVersion: 1 });
    await approve(on, second);
    await until(
      () => versionOf(on, second),
      (version) => version === 2,
    );
    expect(await everyRead(on, second)).toContain(example.urn);

    const own = await on.as(headOf(example.urn)).get(namingPath(example.urn));
    expect(own.json()).toMatchObject({ stage: 'agreed', version: 2, contact });
    expect(own.json()).not.toHaveProperty('places');
    expect((await on.as(headOf(first)).get(namingPath(example.urn))).statusCode).toBe(403);
    const kept = await stack.db('audit_log').where({ kind: 'agreeToBeNamed' });
    expect(JSON.stringify(kept)).not.toContain(contact);
  },
);

test(
  'a school that withdraws its agreement is hidden at once, and reports that named it are issued again',
  { timeout: 120_000 },
  async () => {
    const on = await api();
    await decide(on, headOf(first), `${path(first)}/decisions/agreeTarget`);
    expect(await everyRead(on, first)).toContain(example.urn);
    await decide(on, headOf(example.urn), `${namingPath(example.urn)}/decisions/declineToBeNamed`);
    for (const report of [first, second]) {
      const read = await everyRead(on, report);
      expect(read).not.toContain(example.urn);
      expect(read).not.toContain(contact);
    }
    for (const report of [first, second]) {
      await until(
        () => versionOf(on, report),
        (version) => version === 3,
      );
      const read = await everyRead(on, report);
      expect(read).not.toContain(example.urn);
      expect(await changesOf(on, report)).toMatchObject({
        from: 2,
        to: 3,
        changes: [{ what: 'Similar schools that are not named' }],
      });
    }
    expect((await on.as(headOf(first)).get(`${path(first)}/report`)).json()).toMatchObject({ standing: 'issued' });
    expect((await on.as(people.auditor).get(`/reconciliation/${year}`)).json()).toMatchObject({ reconciled: true });
  },
);

test(
  'a repeated naming answer is accepted once, a stale one is refused, and agreement after the window does not count',
  { timeout: 60_000 },
  async () => {
    const on = await api();
    const { urn } = await stack.db('naming').whereNull('answer').first<{ urn: string }>('urn');
    const send = (commandId: string, expectedVersion: number): ReturnType<ReturnType<TestApi['as']>['post']> =>
      on
        .as(headOf(urn))
        .post(`${namingPath(urn)}/decisions/agreeToBeNamed`, { commandId, expectedVersion, body: { contact } });
    expect((await send('once', 1)).json()).toEqual({ version: 2, stage: 'agreed' });
    expect((await send('once', 1)).json()).toEqual({ version: 2, stage: 'agreed' });
    expect((await send('twice', 1)).json()).toMatchObject({ status: 409, code: 'StaleVersion' });
    const silent = await stack.db('naming').whereNull('answer').first<{ urn: string }>('urn');
    await stack
      .db('naming')
      .where({ urn: silent.urn })
      .update({ answer_by: new Date(Date.now() - 1_000) });
    expect((await on.as(headOf(silent.urn)).get(namingPath(silent.urn))).json()).toMatchObject({ stage: 'no-answer' });
    const late = { commandId: 'late', expectedVersion: 1, body: { contact } };
    const answer = await on.as(headOf(silent.urn)).post(`${namingPath(silent.urn)}/decisions/agreeToBeNamed`, late);
    expect(answer.json()).toMatchObject({ code: 'WrongStage' });
    const refused = await stack.db('audit_log').where({ command_id: 'late' });
    expect(refused).toMatchObject([{ is_accepted: false, workflow_id: `naming/${year}/${silent.urn}` }]);
  },
);
