import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { yearTerms } from '../../academic-years/year-terms.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { areaEventId, monthlyReturnId } from '../../contracts/workflow-ids.js';
import { seasonOf } from '../../domain/monitoring/season.js';
import { normalDraws } from '../../evidence/random-draws.js';
import { testApi, type TestApi } from '../api/support/test-api.js';
import { abie } from '../support/command.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring, seedSchoolsAndHubs } from '../support/support-schools.js';
import { monthOf, someUrn, type TestYear } from '../support/year.js';

const terms = yearTerms('202425');
const { academicYear, calendar, season } = terms;
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
/** Two authorities of one region; in the first an illness goes round in December. */
const ill = range(820, 827);
const ordinary = range(830, 838);
/** Of the ordinary: far above its season by itself, and far above it with illness. */
const [alone, outbreak] = [830, 831] as const;
const december = 3;

let stack: TestStack;
let api: TestApi;
let years: readonly TestYear[];
beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [...ill, ...ordinary], []);
  years = await Promise.all([...ill, ...ordinary].map((number) => inMonitoring(stack, number)));
  await stack.db('school_year_view').update({ region_code: 'H' });
  await stack
    .db('draft_input')
    .whereIn('urn', ordinary.map(someUrn))
    .update({ input: stack.db.raw(`jsonb_set(input, '{laCode}', '"902"')`) });
});
afterAll(() => stack.stop());

const draw = normalDraws(4);

/** A month of every school as a file: on the season, with the chance of four hundred pupils, and what is added to each. */
function file(position: number, added: (number: number) => number): string {
  const month = calendar.months[position];
  if (!month) throw new RangeError('No such month.');
  const ordinaryPercent = 5.5 * seasonOf(season.phases.primary, month.month).relative;
  const rows = [...ill, ...ordinary].map((number) => {
    const figures = monthOf(calendar, position, ordinaryPercent + 0.7 * draw() + added(number));
    const illShare = number === outbreak && added(number) > 0 ? 0.9 : 0.6;
    const counts = [
      figures.possibleSessions,
      figures.authorisedAbsenceSessions,
      figures.unauthorisedAbsenceSessions,
      figures.enrolments,
      figures.persistentlyAbsentEnrolments,
      figures.severelyAbsentEnrolments,
      Math.round(figures.authorisedAbsenceSessions * illShare),
    ];
    return [someUrn(number), month.month, month.dueOn, ...counts].join(',');
  });
  const counts =
    'possible_sessions,authorised_absence_sessions,unauthorised_absence_sessions,enrolments,persistently_absent_enrolments,severely_absent_enrolments,illness_sessions';
  return [`urn,month,as_of,${counts}`, ...rows].join('\n');
}

async function send(position: number): Promise<void> {
  const [row] = await stack
    .db('upload')
    .insert({
      academic_year: academicYear,
      file_name: 'monthly_return.csv',
      sha256: String(position),
      content: Buffer.from(file(position, () => 0)),
      uploaded_by: 'test',
      uploaded_at: new Date(),
    })
    .returning<{ id: string }[]>('id');
  const uploadId = Number(row?.id);
  const result: unknown = await stack.client.workflow.execute('monthlyReturn', {
    workflowId: monthlyReturnId(academicYear, String(position), uploadId),
    taskQueue: taskQueues.schoolYear,
    args: [{ academicYear, uploadId, importedBy: 'test', terms }],
  });
  expect(result).toMatchObject({ stage: 'done', signalled: years.length });
}

interface Suggestion {
  readonly kind: string;
  readonly month: string;
  readonly laCode: string;
  readonly schools: readonly { readonly urn: string }[];
  readonly open: { readonly address: string; readonly body: object };
}

const manager = { id: 'hub-manager-9', role: 'hub-manager', regionCode: 'H' } as const;

const suggested = async (query = ''): Promise<readonly Suggestion[]> =>
  (await api.as(manager).get(`/area-events/202425/suggestions${query}`)).json<{ items: readonly Suggestion[] }>().items;

const opened = (): Promise<unknown[]> => stack.db('area_event').pluck('event_id');

test('a month of illness in one authority is suggested to a person, who opens it, and chance leads to no suggestion', async () => {
  api = await testApi({ db: stack.db, client: stack.client, terms: () => terms, engineWaitMilliseconds: 20_000 });
  for (const position of [0, 1, 2]) await send(position);
  expect(await suggested()).toEqual([]);

  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  await sendWithCommand(address);
  const [area, school, ...others] = await suggested();
  expect(area).toMatchObject({ kind: 'area', month: '2024-12', laCode: '901' });
  expect(area?.schools.length).toBeGreaterThan(3);
  expect(school).toMatchObject({ kind: 'illness-outbreak', laCode: '902', schools: [{ urn: someUrn(outbreak) }] });
  expect(others).toEqual([]);
  expect(await suggested('?month=2024-10')).toEqual([]);
  expect(await opened()).toEqual([]);

  const elsewhere = api.as({ ...manager, regionCode: 'J' });
  expect((await elsewhere.get('/area-events/202425/suggestions')).json()).toEqual({ items: [] });
  expect((await elsewhere.get('/area-events/202425/suggestions?regionCode=H')).statusCode).toBe(403);

  const added = { shockKind: 'illness-outbreak', from: '2024-12-02', to: '2024-12-13', evidence: 'Notice of UKHSA.' };
  const { address: opening = '', body } = area?.open ?? {};
  const answer = await api.as(manager).post(opening, { ...body, ...added });
  expect(answer.statusCode).toBe(202);
  const { eventId } = answer.json<{ eventId: string }>();
  const outcome = stack.client.workflow.getHandle(areaEventId(academicYear, eventId, 'open')).result();
  expect(await outcome).toMatchObject({ signalled: ill.length });
  await Promise.all(years.map((year) => year.settled()));
  expect(await opened()).toEqual([eventId]);
  expect(await suggested()).toMatchObject([{ kind: 'illness-outbreak' }]);

  await openWithCommand(address);
  expect(await suggested()).toEqual([]);
});

/** The month in question, as a person at a terminal would send it; that it suggests something is said at once. */
async function sendWithCommand(address: string): Promise<void> {
  const hit = (number: number): number => (ill.includes(number) ? 4 : number === alone || number === outbreak ? 5 : 0);
  const folder = await mkdtemp(join(tmpdir(), 'month-'));
  const path = join(folder, 'monthly_return_2024-12.csv');
  await writeFile(path, file(december, hit));
  const sent = await abie(folder, ['month', '202425', path, '--api', address, '--json']);
  await rm(folder, { recursive: true });
  expect(sent).toMatchObject({ exitCode: 0, json: { stage: 'done', rows: years.length } });
  expect(sent.errors).toMatch(/suggest 2 local shocks/);
}

/** The outbreak of one school, as a person at a terminal would open it. */
async function openWithCommand(address: string): Promise<void> {
  const shock = ['--kind', 'illness-outbreak', '--from', '2024-12-02', '--to', '2024-12-06', '--evidence', 'A notice.'];
  const words = (...more: string[]): string[] => ['shocks', ...more, '--api', address, '--json'];
  const id = `suggested-2024-12-${someUrn(outbreak)}`;
  expect((await abie(tmpdir(), words('suggested', '202425'))).json).toMatchObject({ items: [{ suggestionId: id }] });
  const taken = await abie(tmpdir(), words('open', '202425', id, ...shock));
  expect(taken.errors).toBe('');
  expect(taken).toMatchObject({ exitCode: 0, json: { stage: 'monitoring' } });
  const again = await abie(tmpdir(), words('open', '202425', id, ...shock));
  expect(again.errors).toMatch(/There is no suggestion/);
}
