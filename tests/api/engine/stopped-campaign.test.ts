import { setTimeout as pause } from 'node:timers/promises';
import { type WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { taskQueues } from '../../../contracts/task-queues.js';
import { campaignId, schoolYearId } from '../../../contracts/workflow-ids.js';
import { type CampaignProgress } from '../../../domain/campaign/messages.js';
import { type YearTerms } from '../../../domain/school-year/messages/input.js';
import { academicYear, type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { chainOf, isStraight } from '../../support/chain.js';
import { people, testApi, type TestApi } from '../support/test-api.js';
import { engineStack, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

const year = academicYear('202425');
const workflowId = campaignId(year);
const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: 3_600_000 };
const termsOf = (of: AcademicYear): YearTerms => yearTerms(of, clock);
const secondSenior = { id: 'sue', role: 'senior-analyst' } as const;

let stack: EngineStack;
let on: TestApi;
let handle: WorkflowHandle;
beforeAll(async () => {
  stack = await engineStack(60, year);
  handle = stack.client.workflow.getHandle(workflowId);
});
afterAll(() => stack.stop());
beforeEach(async () => {
  on = await testApi({ db: stack.db, client: stack.client, terms: termsOf, engineWaitMilliseconds: 30_000 });
});

type Status = CampaignProgress & { readonly version: number };
type Person = Parameters<TestApi['as']>[0];

const status = (): Promise<Status> => handle.query<Status>('status');
const reached = (stage: string): Promise<Status> => until(status, (now) => now.stage === stage);
const start = async (person: Person): Promise<number> =>
  (await on.as(person).post(`/campaigns/${year}`, { canarySize: 5, pageSize: 20 })).statusCode;
const decide = async (person: Person, kind: string, body: object): Promise<number> => {
  const { version: expectedVersion } = await status();
  const command = { commandId: `${kind}-${expectedVersion}`, expectedVersion, body };
  return (await on.as(person).post(`/campaigns/${year}/decisions/${kind}`, command)).statusCode;
};
const rows = async (): ReturnType<typeof chainOf> =>
  (await chainOf(stack.db, workflowId)).filter(({ version }) => version !== null);
const isWhole = async (): Promise<boolean> =>
  (await rows()).every(({ version }, index) => version === index + 1) && (await isStraight(stack.db, workflowId));
const differences = async (): Promise<readonly object[]> =>
  (await on.as(people.auditor).get(`/reconciliation/${year}`)).json<{ readonly differences: object[] }>().differences;
const startedSchools = async (): Promise<number> =>
  (await stack.db('school_year_view').where({ academic_year: year }).whereNotNull('workflow_id')).length;

/** Starts a campaign with a decision that reaches it before its first step. */
async function startWith(kind: string): Promise<void> {
  const body = { reason: 'The wrong file was imported.' };
  await stack.client.workflow.signalWithStart('campaign', {
    workflowId,
    taskQueue: taskQueues.schoolYear,
    args: [
      {
        terms: termsOf(year),
        startedBy: people.operator,
        commandId: `start-with-${kind}`,
        canarySize: 5,
        pageSize: 20,
        startsPerSecond: 50,
        sweepEveryDays: 7,
        afterVersion: (await rows()).length,
      },
    ],
    signal: kind,
    signalArgs: [{ kind, commandId: `early-${kind}`, actor: people.analyst, body }],
  });
}

test('a campaign that is cancelled while its data are checked starts no school', { timeout: 120_000 }, async () => {
  await startWith('cancelCampaign');
  await reached('cancelled');
  await until(rows, (found) => found.length === 3);
  expect((await rows()).map(({ note }) => note)).toEqual([
    'The campaign was started.',
    'The wrong file was imported.',
    'No further school starts.',
  ]);
  expect(await startedSchools()).toBe(0);
  await handle.terminate('The file was replaced.');
});

test(
  'a campaign that is paused before its first page starts no school until it is resumed',
  { timeout: 120_000 },
  async () => {
    await startWith('pauseCampaign');
    await pause(6_000);
    expect(await status()).toMatchObject({ isPaused: true, started: 0 });
    expect(await startedSchools()).toBe(0);
    expect(await decide(people.analyst, 'resumeCampaign', {})).toBe(200);
    expect((await reached('waiting-for-release')).started).toBe(5);
  },
);

test(
  'a campaign that was terminated is started again after the end of its log, and the log says by whom and why',
  { timeout: 120_000 },
  async () => {
    await until(differences, (found) => found.length === 0);
    const before = await rows();
    await handle.terminate('The disk was full.');
    expect(await differences()).toMatchObject([{ workflowId, field: 'run', workflow: 'terminated' }]);

    expect(await start(people.operator)).toBe(202);
    const first = (await rows())[before.length];
    expect(first).toMatchObject({ kind: 'startCampaign', actor_id: 'ops', version: before.length + 1 });
    expect(first?.note).toContain('terminated in the engine (The disk was full.)');
    expect(first?.run_id).not.toBe(before[0]?.run_id);
    await reached('waiting-for-release');
    await until(differences, (found) => found.length === 0);

    await handle.terminate('Again.');
    expect(await start(people.analyst)).toBe(202);
    await reached('waiting-for-release');
    await until(differences, (found) => found.length === 0);
    expect((await rows()).filter(({ kind }) => kind === 'startCampaign').map(({ actor_id: by }) => by)).toEqual([
      'ops',
      'ops',
      'ops',
      'ana',
    ]);
    expect(await isWhole()).toBe(true);
  },
);

test('a campaign that is cancelled while it waits for its release starts no further school', async () => {
  const { version } = await status();
  expect(await decide(people.analyst, 'cancelCampaign', { reason: 'Stop here.' })).toBe(200);
  await reached('cancelled');
  const after = await until(rows, (found) => found.length === version + 2);
  expect(after.slice(version).map(({ note }) => note)).toEqual(['Stop here.', 'No further school starts.']);
});

test(
  'a year that is closed while a school is suspended says what holds it up, takes few events, goes on in a new run, and closes when that is over',
  { timeout: 280_000 },
  async () => {
    const school = await stack.db('school_year_view').whereNotNull('workflow_id').orderBy('urn').first<{ urn: Urn }>();
    const suspended = stack.client.workflow.getHandle(schoolYearId(year, school.urn));
    await suspended.signal('suspended', { kind: 'suspended', recallId: 'r-1' });
    const nationalShiftPoints = { primary: 0, secondary: 0, special: 0 };
    expect(await decide(people.seniorAnalyst, 'closeYear', { nationalShiftPoints, reason: 'Settled.' })).toBe(200);
    expect(await decide(secondSenior, 'confirmCloseYear', {})).toBe(200);
    await until(status, ({ stage, open }) => stage === 'closing' && open === 1);

    const quietFrom = await handle.describe();
    await pause(20_000);
    expect((await handle.describe()).historyLength - quietFrom.historyLength).toBeLessThan(60);

    const { runId: firstRun } = await handle.describe();
    const said = await status();
    const signals = Array.from({ length: 2_100 });
    for (let from = 0; from < signals.length; from += 50)
      await Promise.all(signals.slice(from, from + 50).map(() => handle.signal('sweep')));
    await until(
      () => handle.describe(),
      ({ runId }) => runId !== firstRun,
    );
    expect(await status()).toMatchObject({ stage: said.stage, version: said.version, open: 1 });
    expect(await differences()).toEqual([]);

    await suspended.signal('resumed', { kind: 'resumed', recallId: 'r-1' });
    await until(
      async () => {
        await handle.signal('sweep').catch(() => undefined);
        await pause(1_000);
        return status();
      },
      ({ stage }) => stage === 'closed',
    );
    await until(
      () => stack.db('history_archive').where({ workflow_id: workflowId }).pluck<string[]>('run_id'),
      (runs) => runs.length >= 2 && runs.includes(firstRun),
    );
    expect(await isWhole()).toBe(true);
    expect(await differences()).toEqual([]);
    expect(await start(people.operator)).toBe(409);
  },
);
