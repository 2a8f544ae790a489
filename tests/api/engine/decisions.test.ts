import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor } from '../../../domain/process/actor.js';
import { type RegionCode } from '../../../domain/shared/phase.js';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { type ApiDependencies } from '../../../api/context.js';
import { people, testApi, type TestApi } from '../support/test-api.js';
import { engineStack, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

let stack: EngineStack;

const year = '202425';
/** A calendar day that lasts longer than the test, so that no deadline passes by itself. */
const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: 3_600_000 };

beforeAll(async () => {
  stack = await engineStack();
});

afterAll(() => stack.stop());

const api = (more: Partial<ApiDependencies> = {}): Promise<TestApi> =>
  testApi({
    db: stack.db,
    client: stack.client,
    terms: (known) => (known === year ? yearTerms(year, clock) : undefined),
    engineWaitMilliseconds: 20_000,
    ...more,
  });

interface Item {
  readonly urn: string;
  readonly version: number;
  readonly stage: string;
  readonly regionCode: RegionCode;
  readonly source: string;
  readonly isPaused: boolean;
  readonly floorAttendancePercent: number;
  readonly isWaitingForSecondPerson: boolean;
}

interface Log {
  readonly entries: readonly { readonly kind: string; readonly isAccepted: boolean }[];
}

const path = (urn: string): string => `/school-years/${year}/${urn}`;

async function read(of: TestApi, urn: string, person: Actor = people.analyst): Promise<Item> {
  return (await of.as(person).get(path(urn))).json<Item>();
}

let ids = 0;
const nextId = (): string => `c-${(ids += 1)}`;

test('a campaign starts once, reads its first page, is released and drafts every school', async () => {
  const on = await api();
  const started = await on.as(people.operator).post(`/campaigns/${year}`, { canarySize: 5 });
  expect(started.statusCode, started.body).toBe(202);
  const again = await on.as(people.operator).post(`/campaigns/${year}`, {});
  expect(again.json()).toMatchObject({ status: 409, code: 'AlreadyStarted' });

  const progress = (): Promise<{ version: number; stage: string; toStart: number; started: number }> =>
    on
      .as(people.analyst)
      .get(`/campaigns/${year}`)
      .then((answer) => answer.json());
  const waiting = await until(progress, ({ stage }) => stage === 'waiting-for-release');
  expect(waiting.started).toBe(5);

  const stream = on.as(people.analyst).get(`/campaigns/${year}/progress`);
  await pause(1_000);
  const release = { commandId: nextId(), expectedVersion: waiting.version, body: { note: 'Looked at.' } };
  expect((await on.as(people.head).post(`/campaigns/${year}/decisions/releaseCampaign`, release)).statusCode).toBe(403);
  expect((await on.as(people.operator).post(`/campaigns/${year}/decisions/releaseCampaign`, release)).statusCode).toBe(
    200,
  );

  const { body, headers } = await stream;
  expect(headers['content-type']).toContain('text/event-stream');
  const stages = [...body.matchAll(/^data: (.*)$/gm)].map(
    ([, data]) => (JSON.parse(data ?? '{}') as { stage: string }).stage,
  );
  expect(stages[0]).toBe('waiting-for-release');
  expect(stages.at(-1)).toBe('running');

  const drafted = await until(
    () =>
      on
        .as(people.analyst)
        .get(`/campaigns/${year}`)
        .then((answer) => answer.json<{ schoolsByStage: Record<string, number>; toStart: number }>()),
    ({ schoolsByStage }) => !('drafting' in schoolsByStage),
  );
  const outside = drafted.schoolsByStage['out-of-scope'] ?? 0;
  expect(Object.values(drafted.schoolsByStage).reduce((sum, count) => sum + count, 0) - outside).toBe(drafted.toStart);
});

describe('the API for decisions', () => {
  let inReview: Item[] | undefined;

  /** A school in review that no other test has had. */
  async function take(of: TestApi): Promise<Item> {
    inReview ??= (await of.as(people.analyst).get(`/school-years/${year}?stage=in-review&limit=200`)).json<{
      items: Item[];
    }>().items;
    const next = inReview.shift();
    if (!next) throw new Error('The invented England has too few schools in review for these tests.');
    return read(of, next.urn);
  }

  test('accepts a decision on the version read, answers with the new version and shows it at once', async () => {
    const on = await api();
    const { urn, version } = await take(on);
    const answer = await on
      .as(people.analyst)
      .post(`${path(urn)}/decisions/approveTarget`, { commandId: nextId(), expectedVersion: version, body: {} });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toEqual({ version: version + 1, stage: 'with-school' });
    expect(await read(on, urn)).toMatchObject({ version: version + 1, stage: 'with-school', source: 'read-model' });
    const asked = await on.as(people.analyst).get(`${path(urn)}?from=engine`);
    expect(asked.json()).toMatchObject({ version: version + 1, stage: 'with-school', source: 'engine' });
  });

  test('accepts a decision sent twice once, with the same answer', async () => {
    const on = await api();
    const { urn, version } = await take(on);
    const command = { commandId: nextId(), expectedVersion: version, body: { note: 'Twice.' } };
    const answers = await Promise.all(
      [1, 2, 3].map(() => on.as(people.analyst).post(`${path(urn)}/decisions/approveTarget`, command)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await read(on, urn)).version).toBe(version + 1);
  });

  test('refuses a decision on a stale version as a conflict with the current version and no figure, and records it', async () => {
    const on = await api();
    const { urn, version } = await take(on);
    const command = {
      commandId: nextId(),
      expectedVersion: version - 1,
      body: { floorAttendancePercent: 93.2718, reason: 'Old.' },
    };
    const answer = await on.as(people.analyst).post(`${path(urn)}/decisions/overrideTarget`, command);
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'StaleVersion', current: { version, stage: 'in-review' } });
    expect(answer.body).not.toMatch(/\d\d\.\d/);
    expect(await lastRefusal(urn)).toMatchObject({
      kind: 'overrideTarget',
      actor_id: 'ana',
      command_id: command.commandId,
      is_accepted: false,
      version: null,
    });
  });

  test('keeps the code of a decision that the domain refuses, records it and changes nothing', async () => {
    const on = await api();
    const { urn, version } = await take(on);
    const decide = (kind: string, body: object): Promise<{ readonly status: number; readonly code: string }> =>
      on
        .as(people.seniorAnalyst)
        .post(`${path(urn)}/decisions/${kind}`, { commandId: nextId(), expectedVersion: version, body })
        .then((answer) => answer.json());
    expect(await decide('overrideTarget', { floorAttendancePercent: 90, reason: '  ' })).toMatchObject({
      status: 422,
      code: 'ReasonMissing',
    });
    expect(await decide('overrideTarget', { floorAttendancePercent: 900, reason: 'r' })).toMatchObject({
      status: 422,
      code: 'OutOfRange',
    });
    expect(await decide('confirmOverride', {})).toMatchObject({ status: 422, code: 'NothingPending' });
    expect(await decide('dismissChallenge', { reason: 'r' })).toMatchObject({ status: 422, code: 'WrongStage' });
    expect(await lastRefusal(urn)).toMatchObject({ kind: 'dismissChallenge', actor_id: 'sam', is_accepted: false });
    expect((await read(on, urn)).version).toBe(version);
  });

  test('holds a large override for a second person, who is not the first', async () => {
    const on = await api();
    const { urn, version, floorAttendancePercent } = await take(on);
    const decisions = `${path(urn)}/decisions`;
    const body = { floorAttendancePercent: floorAttendancePercent - 2, reason: 'A new intake.' };
    const proposed = await on
      .as(people.seniorAnalyst)
      .post(`${decisions}/overrideTarget`, { commandId: nextId(), expectedVersion: version, body });
    expect(proposed.json()).toMatchObject({ stage: 'in-review' });
    expect(await read(on, urn)).toMatchObject({ isWaitingForSecondPerson: true });
    const confirm = { commandId: nextId(), expectedVersion: version + 1, body: {} };
    expect((await on.as(people.seniorAnalyst).post(`${decisions}/confirmOverride`, confirm)).json()).toMatchObject({
      code: 'SecondPersonNeeded',
    });
    const other: Actor = { id: 'sue', role: 'senior-analyst' };
    const confirmed = await on.as(other).post(`${decisions}/confirmOverride`, { ...confirm, commandId: nextId() });
    expect(confirmed.json()).toMatchObject({ stage: 'with-school' });
  });

  test('lets the school, its hub manager and another region’s manager decide as the policy says', async () => {
    const on = await api();
    const { urn, version, regionCode } = await take(on);
    const head: Actor = { id: 'head', role: 'school', urn };
    const manager: Actor = { id: 'hub', role: 'hub-manager', regionCode };
    const stranger = { ...manager, regionCode: regionCode === 'A' ? ('B' as const) : ('A' as const) };
    const decide = (person: Actor, kind: string, expectedVersion: number, body: object): Promise<number> =>
      on
        .as(person)
        .post(`${path(urn)}/decisions/${kind}`, { commandId: nextId(), expectedVersion, body })
        .then((answer) => answer.statusCode);
    const shock = { shockKind: 'severe-weather', from: '2024-11-18', to: '2024-11-22', evidence: 'Flood notice.' };
    expect(await decide(people.analyst, 'approveTarget', version, {})).toBe(200);
    expect(await decide(people.analyst, 'agreeTarget', version + 1, {})).toBe(403);
    expect((await on.as(head).get(`${path(urn)}/report`)).json()).toMatchObject({ standing: 'with-school' });
    expect(await decide(head, 'agreeTarget', version + 1, {})).toBe(200);
    expect(await decide(stranger, 'pauseForShock', version + 2, shock)).toBe(403);
    expect(await decide(manager, 'pauseForShock', version + 2, shock)).toBe(200);
    const seen = await on.as(manager).get(path(urn));
    expect(seen.json()).toMatchObject({
      isPaused: true,
      awaitsShockAnswer: false,
      shocks: [{ kind: 'severe-weather', evidence: 'Flood notice.', openedBy: 'hub', isRevoked: false }],
    });
    expect(seen.json()).not.toHaveProperty('floorAttendancePercent');
    await until(
      () =>
        on
          .as(head)
          .get(`${path(urn)}/report`)
          .then((answer) => answer.json<{ standing: string }>()),
      ({ standing }) => standing === 'issued',
    );
    const log = (await on.as(people.auditor).get(`${path(urn)}/decision-log`)).json<Log>();
    expect(log.entries.map(({ kind }) => kind)).toEqual(['drafted', 'approveTarget', 'agreeTarget', 'pauseForShock']);
  });

  test('takes a school’s request to set days aside, lists it for its hub manager and takes the answer', async () => {
    const on = await api();
    const { urn, version, regionCode } = await take(on);
    const head: Actor = { id: 'head', role: 'school', urn };
    const manager: Actor = { id: 'hub', role: 'hub-manager', regionCode };
    const decide = async (person: Actor, kind: string, body: object): Promise<number> => {
      const { version: expectedVersion } = (await on.as(people.analyst).get(path(urn))).json<{ version: number }>();
      const command = { commandId: nextId(), expectedVersion, body };
      return (await on.as(person).post(`${path(urn)}/decisions/${kind}`, command)).statusCode;
    };
    const waiting = async (person: Actor): Promise<readonly string[]> =>
      (await on.as(person).get(`/school-years/${year}?awaitsShockAnswer=true&limit=200`))
        .json<{ items: Item[] }>()
        .items.map((item) => item.urn);
    expect(version).toBeGreaterThan(0);
    expect(await decide(people.analyst, 'approveTarget', {})).toBe(200);
    expect(await decide(head, 'agreeTarget', {})).toBe(200);
    expect(await decide(manager, 'requestShock', {})).toBe(403);
    const shock = { shockKind: 'severe-weather', from: '2024-11-18', to: '2024-11-22', evidence: 'Flood notice.' };
    expect(await decide(head, 'requestShock', shock)).toBe(200);
    await until(
      () => waiting(manager),
      (urns) => urns.includes(urn),
    );
    const seen = (await on.as(manager).get(path(urn))).json<{ shockRequests: { id: string }[] }>();
    expect(seen).toMatchObject({ shocks: [], shockRequests: [{ evidence: 'Flood notice.', requestedBy: 'head' }] });
    const requestId = seen.shockRequests[0]?.id;
    expect(await decide(head, 'declineShockRequest', { requestId, reason: 'No.' })).toBe(403);
    expect(await decide(manager, 'declineShockRequest', { requestId, reason: 'The road was open.' })).toBe(200);
    const answered = await until(
      () =>
        on
          .as(head)
          .get(path(urn))
          .then((answer) => answer.json<{ awaitsShockAnswer: boolean }>()),
      ({ awaitsShockAnswer }) => !awaitsShockAnswer,
    );
    expect(answered).toMatchObject({
      shockRequests: [{ answer: { isGranted: false, by: 'hub', reason: 'The road was open.' } }],
    });
    expect(await waiting(manager)).not.toContain(urn);
  });

  test('refuses a decision about a school without a workflow as not open or not found', async () => {
    const on = await api();
    const outside = (await on.as(people.analyst).get(`/school-years/${year}?stage=out-of-scope&limit=1`)).json<{
      items: Item[];
    }>().items[0];
    const command = { commandId: nextId(), expectedVersion: 1, body: {} };
    if (!outside) throw new Error('The invented England has no school out of scope.');
    const answer = await on.as(people.analyst).post(`${path(outside.urn)}/decisions/approveTarget`, command);
    expect(answer.json()).toMatchObject({ status: 422, code: 'WrongStage' });
    expect((await on.as(people.analyst).post(`${path('999999')}/decisions/approveTarget`, command)).statusCode).toBe(
      404,
    );
  });

  test('answers 202 with an id while no worker responds, and accepts the decision once when it is sent again', async () => {
    const on = await api();
    const { urn, version } = await take(on);
    const command = { commandId: nextId(), expectedVersion: version, body: {} };
    await stack.stopWorker();
    try {
      const hasty = await api({ engineWaitMilliseconds: 1_000 });
      const slow = await hasty.as(people.analyst).post(`${path(urn)}/decisions/approveTarget`, command);
      expect(slow.statusCode, slow.body).toBe(202);
      expect(slow.json()).toMatchObject({ commandId: command.commandId });
      expect((await hasty.as(people.analyst).get(path(urn))).json()).toMatchObject({ source: 'read-model', version });
      const settled = await hasty.as(people.analyst).get(`${path(urn)}?from=settled`);
      expect(settled.json()).toMatchObject({ status: 503, code: 'Busy' });
      const fromEngine = await hasty.as(people.analyst).get(`${path(urn)}?from=engine`);
      expect(fromEngine.json()).toMatchObject({ source: 'read-model', version });
    } finally {
      await stack.startWorker();
    }
    const taken = await until(
      () => on.as(people.analyst).post(`${path(urn)}/decisions/approveTarget`, command),
      ({ statusCode }) => statusCode !== 202,
    );
    expect(taken.json()).toEqual({ version: version + 1, stage: 'with-school' });
  });

  async function lastRefusal(urn: string): Promise<unknown> {
    return stack
      .db('audit_log')
      .where({ workflow_id: `school-year/${year}/${urn}`, is_accepted: false })
      .orderBy('id', 'desc')
      .first();
  }
});

describe('a monthly return', () => {
  const columns =
    'urn,month,possible_sessions,authorised_absence_sessions,unauthorised_absence_sessions,enrolments,persistently_absent_enrolments,severely_absent_enrolments,as_of';

  test('imports a monthly return sent as a file or a form, and signals every school in it', async () => {
    const on = await api();
    const urns = (await on.as(people.analyst).get(`/school-years/${year}?limit=200`))
      .json<{ items: Item[] }>()
      .items.map(({ urn }) => urn)
      .slice(0, 4);
    const csv = (asOf: string): string =>
      [columns, ...urns.map((urn) => `${urn},2024-09,8000,400,100,200,20,2,${asOf}`)].join('\n');
    const token = { authorization: `Bearer ${on.app.jwt.sign({ sub: 'ops', role: 'operator' })}` };
    const send = (payload: string, type: string): Promise<{ uploadId: number; workflowId: string }> =>
      on.app
        .inject({
          method: 'POST',
          url: `/api/v1/monthly-returns/${year}`,
          payload,
          headers: { ...token, 'content-type': type },
        })
        .then((answer) => answer.json());
    const settled = async (uploadId: number): Promise<Readonly<Record<string, unknown>>> =>
      until(
        () =>
          on
            .as(people.operator)
            .get(`/monthly-returns/${uploadId}`)
            .then((answer) => answer.json<Readonly<Record<string, unknown>>>()),
        ({ stage }) => stage !== 'importing' && stage !== 'signalling',
      );
    const first = await send(csv('2024-10-05'), 'text/csv');
    expect(first.workflowId).toBe(`month/${year}/2024-09/${first.uploadId}`);
    expect(await settled(first.uploadId)).toMatchObject({ stage: 'done', rows: 4, signalled: 4, errorCount: 0 });
    const form = [
      '--b',
      'content-disposition: form-data; name="file"; filename="monthly_return.csv"',
      'content-type: text/csv',
      '',
      csv('2024-10-06'),
      '--b--',
      '',
    ].join('\r\n');
    const second = await send(form, 'multipart/form-data; boundary=b');
    expect(await settled(second.uploadId)).toMatchObject({ stage: 'done', rows: 4, fileName: 'monthly_return.csv' });
    const same = await send(csv('2024-10-05'), 'text/csv');
    expect(await settled(same.uploadId)).toMatchObject({ stage: 'unchanged' });
    const broken = await send(csv('2024-10-05').replace(',8000,', ',many,'), 'text/csv');
    expect(await settled(broken.uploadId)).toMatchObject({
      stage: 'refused',
      errorCount: 1,
      errors: [{ line: 2, column: 'possible_sessions' }],
    });
  });
});

describe('the API for reconciliation', () => {
  test('finds that workflow, read model and audit log agree for every school, and reports each one that was tampered with', async () => {
    const on = await api();
    const ask = (): Promise<{ schools: number; reconciled: boolean; differences: { urn: string; field: string }[] }> =>
      on
        .as(people.auditor)
        .get(`/reconciliation/${year}`)
        .then((answer) => answer.json());
    const whole = await ask();
    expect(whole.differences).toEqual([]);
    expect(whole.reconciled).toBe(true);
    expect(whole.schools).toBeGreaterThan(20);
    const { urn } = (await on.as(people.analyst).get(`/school-years/${year}?stage=in-review&limit=1`)).json<{
      items: [Item];
    }>().items[0];
    await stack.db('school_year_view').where({ urn }).update({ stage: 'closed' });
    expect(await ask()).toMatchObject({
      reconciled: false,
      differences: [{ urn, field: 'stage', workflow: 'in-review', readModel: 'closed', auditLog: 'in-review' }],
    });
    await stack.db('school_year_view').where({ urn }).update({ stage: 'in-review' });
    expect((await ask()).reconciled).toBe(true);
  });
});

test('the API reports an engine that answers as healthy', async () => {
  const on = await api();
  expect((await on.withoutToken.get('/health')).json()).toMatchObject({ isHealthy: true });
});
