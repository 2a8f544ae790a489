import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor } from '../../../domain/process/actor.js';
import { type PreparedDraft } from '../../../domain/drafting/prepared-draft.js';
import { type ReportFacts } from '../../../domain/report/facts.js';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { importFile } from '../../../importers/import-file.js';
import { people, testApi, type TestApi } from '../support/test-api.js';
import { plantedFiles, type Planted } from './support/planted.js';
import { engineStack, seed, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

const year = '202425';
const schools = 120;
const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: 3_600_000 };

let stack: EngineStack;
let planted: Planted;
let badBatch: number;

beforeAll(async () => {
  stack = await engineStack(schools);
  planted = await plantedFiles({ schools, seed }, 0.03);
  badBatch = await imported(planted.badFile);
});
afterAll(async () => {
  await planted.remove();
  await stack.stop();
});

async function imported(path: string): Promise<number> {
  const outcome = await importFile(stack.db, { path, importedBy: 'test', importedAt: new Date() });
  if (outcome.outcome !== 'imported') throw new Error(`The file was not imported: ${JSON.stringify(outcome)}`);
  return outcome.batchId;
}

const api = (): Promise<TestApi> =>
  testApi({
    db: stack.db,
    client: stack.client,
    terms: (known) => (known === year ? yearTerms(year, clock) : undefined),
    engineWaitMilliseconds: 20_000,
  });

const path = (urn: string): string => `/school-years/${year}/${urn}`;
const headOf = (urn: string): Actor => ({ id: `head-${urn}`, role: 'school', urn });

interface Item {
  readonly urn: string;
  readonly stage: string;
  readonly version: number;
}

let commands = 0;

async function decide(of: TestApi, who: Actor, at: string, decision: { kind: string; body: object }): Promise<void> {
  const { version } = (await of.as(people.analyst).get(at)).json<Item>();
  const command = { commandId: `r-${(commands += 1)}`, expectedVersion: version, body: decision.body };
  const answer = await of.as(who).post(`${at}/decisions/${decision.kind}`, command);
  expect(answer.statusCode, answer.body).toBe(200);
}

const list = async (of: TestApi): Promise<readonly Item[]> =>
  (await of.as(people.analyst).get(`/school-years/${year}?limit=200`)).json<{ items: Item[] }>().items;

/** Brings what waits for people to its school, which agrees. */
async function issueAll(of: TestApi): Promise<void> {
  for (const { urn, stage } of await list(of)) {
    if (stage === 'quarantined')
      await decide(of, people.analyst, path(urn), { kind: 'releaseFromQuarantine', body: { reason: 'Checked.' } });
    if (stage !== 'quarantined' && stage !== 'in-review') continue;
    await decide(of, people.analyst, path(urn), { kind: 'approveTarget', body: {} });
    await decide(of, headOf(urn), path(urn), { kind: 'agreeTarget', body: {} });
  }
}

interface ReadReport {
  readonly reportVersion: number;
  readonly facts: ReportFacts;
}

/** What each school reads as its issued report. */
async function issuedReports(of: TestApi): Promise<ReadonlyMap<string, ReadReport>> {
  const reports = new Map<string, ReadReport>();
  for (const { urn, stage } of await list(of)) {
    if (stage !== 'monitoring') continue;
    reports.set(urn, (await of.as(headOf(urn)).get(`${path(urn)}/report`)).json<ReadReport>());
  }
  return reports;
}

async function proposed(of: TestApi, recallId: string, purpose: string, scope: object): Promise<string> {
  const body = { recallId, academicYear: year, purpose, scope, reason: 'A wrong file.' };
  expect((await of.as(people.analyst).post('/recalls', body)).statusCode).toBe(202);
  await reached(of, recallId, 'proposed');
  return `/recalls/${recallId}`;
}

const reached = (of: TestApi, recallId: string, stage: string): Promise<unknown> =>
  until(
    async () =>
      (await of.as(people.analyst).get(`/recalls/${recallId}`)).json<{ stage?: string; problems: string[] }>(),
    (item) => item.stage === stage,
  );

test(
  'reports are issued, a few of them from a bad batch (set-up for the recall tests)',
  { timeout: 240_000 },
  async () => {
    const on = await api();
    expect((await on.as(people.operator).post(`/campaigns/${year}`, { canarySize: 5 })).statusCode).toBe(202);
    const stageOf = async (): Promise<{ stage: string; schoolsByStage: Readonly<Record<string, number>> }> =>
      (await on.as(people.operator).get(`/campaigns/${year}`)).json();
    await until(stageOf, ({ stage }) => stage === 'waiting-for-release');
    await decide(on, people.operator, `/campaigns/${year}`, { kind: 'releaseCampaign', body: {} });
    await until(stageOf, ({ stage, schoolsByStage }) => stage === 'running' && !('drafting' in schoolsByStage));
    await issueAll(on);
    expect((await issuedReports(on)).size).toBeGreaterThan(80);
  },
);

test(
  'a national suspension stops every read of every issued report, and its end restores each one',
  { timeout: 240_000 },
  async () => {
    const on = await api();
    const before = await issuedReports(on);
    const recall = await proposed(on, 'nation', 'suspend', { kind: 'nation' });
    await decide(on, people.seniorAnalyst, recall, { kind: 'confirmRecall', body: {} });
    await reached(on, 'nation', 'suspended');
    for (const urn of before.keys()) {
      for (const address of ['/report?form=json', '/report?form=html', '/report?form=text', '/report/changes', ''])
        expect((await on.as(headOf(urn)).get(`${path(urn)}${address}`)).statusCode).toBe(423);
      expect((await on.as(people.auditor).get(`${path(urn)}/report?version=1`)).statusCode).toBe(423);
    }
    await decide(on, people.seniorAnalyst, recall, { kind: 'endRecall', body: { reason: 'Looked into.' } });
    await reached(on, 'nation', 'ended');
    expect(await issuedReports(on)).toEqual(before);
    for (const urn of before.keys()) {
      const { entries } = (await on.as(people.auditor).get(`${path(urn)}/decision-log`)).json<{
        entries: { kind: string }[];
      }>();
      const national = entries.map(({ kind }) => kind).filter((kind) => kind.endsWith(': nation'));
      expect(national).toEqual(['suspended: nation', 'resumed: nation']);
    }
  },
);

test(
  'a recall of a bad batch affects only the reports that use it, and they are issued again',
  { timeout: 240_000 },
  async () => {
    const on = await api();
    const before = await issuedReports(on);
    const hidden = await shownFrom(badBatch);
    const standing = [...before]
      .filter(([urn, { facts }]) => usesBatch(facts, badBatch) || hidden.has(urn))
      .map(([urn]) => urn);
    const own = planted.urns.filter((urn) => before.has(urn));
    console.info(`${own.length} schools planted, ${standing.length} of ${before.size} reports use the bad batch`);
    expect(own.length).toBeGreaterThan(1);
    expect(standing).toEqual(expect.arrayContaining(own));
    expect(standing.length).toBeLessThan(before.size / 2);

    const recall = await proposed(on, 'bad-file', 'redraft', { kind: 'batch', batchId: badBatch });
    expect(await touchedBy(on, 'bad-file')).toEqual(expect.arrayContaining(standing));
    expect((await touchedBy(on, 'bad-file')).filter((urn) => before.has(urn))).toEqual([...standing].sort());
    await decide(on, people.seniorAnalyst, recall, { kind: 'confirmRecall', body: {} });
    await reached(on, 'bad-file', 'suspended');
    await imported(planted.correctedFile);
    await decide(on, people.analyst, recall, { kind: 'redraftSchools', body: {} });
    await reached(on, 'bad-file', 'redrafted');
    await decide(on, people.seniorAnalyst, recall, { kind: 'endRecall', body: { reason: 'Fixed.' } });
    await reached(on, 'bad-file', 'ended');
    await issueAll(on);

    const after = await issuedReports(on);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [urn, report] of after) {
      if (standing.includes(urn)) await expectReissued(on, urn, report);
      else expect(report).toEqual(before.get(urn));
    }
    const answer = await on.as(people.auditor).get(`/reconciliation/${year}`);
    expect(answer.json()).toMatchObject({ reconciled: true, differences: [] });
  },
);

/** Whether any figure of a report was read from the batch, its own or another school's. */
const usesBatch = (facts: ReportFacts, batchId: number): boolean =>
  new RegExp(`"batchId":${batchId}\\b`).test(JSON.stringify(facts));

/** Reports with an example that is not named and was read from the batch: they keep no source of it, what they were made from does. */
async function shownFrom(batchId: number): Promise<ReadonlySet<string>> {
  const rows = await stack.db('draft_input').select<{ urn: string; input: PreparedDraft }[]>('urn', 'input');
  const isFrom = ({ similar }: PreparedDraft): boolean =>
    similar.kind === 'found' && similar.schools.some(({ source }) => source?.batchId === batchId);
  return new Set(rows.filter(({ input }) => isFrom(input)).map(({ urn }) => urn));
}

const touchedBy = async (of: TestApi, recallId: string): Promise<readonly string[]> =>
  (await of.as(people.analyst).get(`/recalls/${recallId}/schools?limit=200`))
    .json<{ items: { urn: string }[] }>()
    .items.map(({ urn }) => urn);

/** A new version from the corrected file, which shows its school what is different and why. */
async function expectReissued(of: TestApi, urn: string, report: ReadReport): Promise<void> {
  expect(report.reportVersion).toBe(2);
  expect(usesBatch(report.facts, badBatch)).toBe(false);
  const changes = (await of.as(headOf(urn)).get(`${path(urn)}/report/changes`)).json<{
    reason: string;
    changes: { inWords: string }[];
  }>();
  expect(changes).toMatchObject({ from: 1, to: 2, reason: 'recall bad-file' });
  expect(changes.changes.length).toBeGreaterThan(0);
  if (!planted.urns.includes(urn)) return;
  expect(changes.changes.map(({ inWords }) => inWords).join(' ')).toContain('Attendance in 2023/24: was');
}
