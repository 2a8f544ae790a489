import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { type Actor } from '../../../domain/process/actor.js';
import { type SupportInput } from '../../../domain/support/messages.js';
import { taskQueues } from '../../../contracts/task-queues.js';
import { supportId } from '../../../contracts/workflow-ids.js';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { type RegionCode } from '../../../domain/shared/phase.js';
import { urn, type Urn } from '../../../domain/shared/urn.js';
import { startApi } from '../../../api/server.js';
import { people, secret, testApi, type TestApi } from '../support/test-api.js';
import { engineStack, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

let stack: EngineStack;

const year = '202425';
const dayMilliseconds = 3_600_000;
/** The middle of January of the school's year, so that hubs are open and milestones can have been reached. */
const terms = yearTerms(year, { startsAtMilliseconds: Date.now() - 140 * dayMilliseconds, dayMilliseconds });

interface School {
  readonly urn: Urn;
  readonly regionCode: RegionCode;
}

let school: School;

beforeAll(async () => {
  stack = await engineStack();
  const row = await stack.db
    .from('current_establishment as school')
    .join('current_hub as hub', 'hub.region_code', 'school.region_code')
    .where({ 'school.status': 'open', 'school.phase': 'primary' })
    .whereIn('hub.phase', ['primary', 'all-through'])
    .orderBy('school.urn')
    .first<{ urn: string; regionCode: RegionCode }>('school.urn', 'school.region_code as regionCode');
  school = { urn: urn(row.urn), regionCode: row.regionCode };
  await stack.db('school_year_view').insert({
    academic_year: year,
    urn: school.urn,
    version: 0,
    stage: 'monitoring',
    status: 'below',
    region_code: school.regionCode,
    updated_at: new Date(),
  });
});

afterAll(() => stack.stop());

const api = (): Promise<TestApi> =>
  testApi({ db: stack.db, client: stack.client, terms: () => terms, engineWaitMilliseconds: 20_000 });

interface Support {
  readonly version: number;
  readonly stage: string;
  readonly hubId?: string;
  readonly milestones: readonly { readonly milestone: string }[];
}

let ids = 0;
const nextId = (): string => `s-${(ids += 1)}`;

describe('a school in support', () => {
  const manager = (): Actor => ({ id: 'hub-manager', role: 'hub-manager', regionCode: school.regionCode });
  const stranger = (): Actor => ({ ...manager(), regionCode: school.regionCode === 'A' ? 'B' : 'A' });
  const path = (): string => `/support/${year}/${school.urn}`;
  const read = async (on: TestApi): Promise<Support> => (await on.as(manager()).get(path())).json<Support>();

  test('gets a place, has its milestones recorded by its hub’s region, and gets a new version with each', async () => {
    const input: SupportInput = {
      academicYear: terms.academicYear,
      ...school,
      pathway: 'regional',
      ground: '2024-12',
      needPoints: 1.2,
      calendar: terms.calendar,
      daysSetAside: [],
      escalation: terms.decisionPolicy.supportEscalation,
    };
    const workflowId = supportId(terms.academicYear, school.urn);
    await stack.client.workflow.start('support', { workflowId, taskQueue: taskQueues.schoolYear, args: [input] });
    const on = await api();
    const placed = await until(
      () => read(on),
      ({ stage }) => stage === 'in-progress',
    );
    const body = { milestone: 'joined', reachedOn: '2025-01-20', evidence: 'Expression of interest.', days: 0 };
    const record = (
      person: Actor,
      expectedVersion: number,
      change: object = {},
    ): Promise<{ status?: number; code?: string; version?: number }> =>
      on
        .as(person)
        .post(`${path()}/decisions/recordMilestone`, {
          commandId: nextId(),
          expectedVersion,
          body: { ...body, ...change },
        })
        .then((answer) => answer.json());
    expect(await record(stranger(), placed.version)).toMatchObject({ status: 403, code: 'NotPermitted' });
    expect(await record(manager(), placed.version + 5)).toMatchObject({ status: 409, code: 'StaleVersion' });
    expect(await record(manager(), placed.version, { milestone: 'surveys-complete' })).toMatchObject({
      status: 422,
      code: 'MilestoneUnfit',
    });
    expect(await record(manager(), placed.version)).toMatchObject({ version: placed.version + 1 });
    const after = await until(
      () => read(on),
      ({ milestones }) => milestones.length > 0,
    );
    expect(after.milestones).toMatchObject([{ milestone: 'joined' }]);
    expect(after.version).toBe(placed.version + 1);
  });

  test('has a hub whose capacity its manager changes on the version read', async () => {
    const on = await api();
    const { hubId } = await read(on);
    const hubPath = `/hubs/${year}/${String(hubId)}`;
    const hub = await until(
      () =>
        on
          .as(manager())
          .get(hubPath)
          .then((answer) => answer.json<{ version: number; regionalTaken: number; hasBegun: boolean }>()),
      ({ regionalTaken }) => regionalTaken === 1,
    );
    const body = { enhancedPlaces: 9, regionalPlaces: 77, reason: 'A second lead has joined.' };
    const change = (expectedVersion: number): Promise<{ status?: number; code?: string; version?: number }> =>
      on
        .as(manager())
        .post(`${hubPath}/decisions/changeCapacity`, { commandId: nextId(), expectedVersion, body })
        .then((answer) => answer.json());
    expect(await change(hub.version + 3)).toMatchObject({ status: 409, current: { version: hub.version } });
    expect(await change(hub.version)).toMatchObject({ version: hub.version + 1 });
    await until(
      () =>
        on
          .as(manager())
          .get(hubPath)
          .then((answer) => answer.json<{ enhancedPlaces: number; regionalPlaces: number }>()),
      ({ enhancedPlaces, regionalPlaces }) => enhancedPlaces === 9 && regionalPlaces === 77,
    );
  });

  test('takes no decision after its support has ended, and the refusal is recorded', async () => {
    const on = await api();
    const end = async (): Promise<{ status?: number; code?: string; stage?: string }> => {
      const { version } = await read(on);
      const command = { commandId: nextId(), expectedVersion: version, body: { reason: 'Another programme.' } };
      return (
        await on
          .as({ id: 'rise', role: 'rise-adviser', regionCode: school.regionCode })
          .post(`${path()}/decisions/endSupport`, command)
      ).json();
    };
    expect(await end()).toMatchObject({ stage: 'ended' });
    await until(
      () => stack.client.workflow.getHandle(supportId(terms.academicYear, school.urn)).describe(),
      ({ status }) => status.name === 'COMPLETED',
    );
    expect(await end()).toMatchObject({ status: 422, code: 'WrongStage' });
    const refusals = await stack
      .db('audit_log')
      .where({ workflow_id: `support/${year}/${school.urn}`, kind: 'endSupport', is_accepted: false });
    expect(refusals).toMatchObject([{ actor_id: 'rise', version: null }]);
  });
});

test('stopping the server ends its open streams', async () => {
  const on = await api();
  expect((await on.as(people.operator).post(`/campaigns/${year}`, { canarySize: 1 })).statusCode).toBe(202);
  await until(
    () =>
      on
        .as(people.operator)
        .get(`/campaigns/${year}`)
        .then((answer) => answer.json<{ stage: string }>()),
    ({ stage }) => stage === 'waiting-for-release',
  );
  const server = await startApi({
    db: stack.db,
    client: stack.client,
    terms: () => terms,
    signInSecret: secret,
    isDevelopment: true,
    buildId: 'test-build',
    logger: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
  });
  const authorization = `Bearer ${on.app.jwt.sign({ sub: 'ops', role: 'operator' })}`;
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${server.address}/api/v1/campaigns/${year}/progress`, { headers: { authorization } }, resolve).on(
      'error',
      reject,
    );
  });
  const first = await new Promise<string>((resolve) => {
    stream.once('data', (data: Buffer) => {
      resolve(data.toString('utf8'));
    });
  });
  expect(first).toContain('event: progress');
  expect(first).toContain('waiting-for-release');
  const ended = new Promise((resolve) => stream.once('close', resolve).resume());
  await server.close();
  await ended;
});
