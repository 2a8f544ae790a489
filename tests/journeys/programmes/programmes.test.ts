import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import pMap from 'p-map';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { taskQueues } from '../../../contracts/task-queues.js';
import { hubId, placeRoundsId } from '../../../contracts/workflow-ids.js';
import { dateAt, instantOf } from '../../../domain/shared/school-calendar.js';
import { uniformDraws } from '../../../evidence/random-draws.js';
import { testStack, type TestStack } from '../../support/stack.js';
import { keepHistory } from '../../support/stored-histories.js';
import { seedSchoolsAndHubs } from '../../support/support-schools.js';
import { someUrn } from '../../support/year.js';
import { Programme } from './programme.js';
import { sumOf, timersOf, type TimerCounts } from './timers.js';

/** `npm run simulate:programmes` runs 300. */
const programmeCount = Number(process.env['ABIE_PROGRAMMES'] ?? '12');
/** A day of the year; three terms take some 330 of them. */
const dayMilliseconds = Number(process.env['ABIE_PROGRAMMES_DAY_MILLISECONDS'] ?? '100');
const atOnce = 16;
const hubCount = Math.max(4, Math.round(programmeCount / 15));
const placesOfHub = Math.ceil((1.25 * programmeCount) / hubCount);
/** Hubs close one after the other on these days of the year, a share of all hubs each. */
const closings = ['2024-11-18', '2025-01-27', '2025-03-17'] as const;
const hubsThatClose = Math.max(1, Math.round(hubCount / 15));

let stack: TestStack;
const numbers = Array.from({ length: programmeCount }, (_, index) => 20_000 + index);

beforeAll(async () => {
  stack = await testStack();
  const hubs = Array.from({ length: hubCount }, (_, index) => ({ lead: 30_000 + index, enhancedPlaces: placesOfHub }));
  await seedSchoolsAndHubs(stack, numbers, hubs);
}, 600_000);
afterAll(() => stack.stop());

async function begin(): Promise<Programme[]> {
  const { academicYear, calendar, decisionPolicy } = yearTerms('202425', {
    startsAtMilliseconds: Date.now(),
    dayMilliseconds,
  });
  const draw = uniformDraws(7);
  const programmes = numbers.map((number) => {
    const input = {
      academicYear,
      urn: someUrn(number),
      regionCode: 'H',
      pathway: 'enhanced',
      ground: '2024-09',
      needPoints: 1 + 3 * draw(),
      calendar,
      daysSetAside: [],
      escalation: decisionPolicy.supportEscalation,
    } as const;
    return new Programme(stack.client, input, draw);
  });
  await pMap(
    programmes,
    async ({ id, input }) => {
      await stack.client.workflow.start('support', {
        workflowId: id,
        taskQueue: taskQueues.schoolYear,
        args: [input],
      });
    },
    { concurrency: atOnce },
  );
  return programmes;
}

async function closeHubs(programme: Programme, first: number): Promise<void> {
  for (let index = first; index < first + hubsThatClose; index += 1) {
    const commandId = randomUUID();
    const handle = stack.client.workflow.getHandle(hubId(programme.input.academicYear, `HUB-${index + 1}`));
    const actor = { id: 'hub-manager-1', role: 'hub-manager', regionCode: 'H' };
    const command = { commandId, actor, body: { reason: 'The lead school has another task this year.' } };
    await handle.executeUpdate('closeHub', { args: [command], updateId: commandId });
  }
}

/** Plays the year day by day, as the clock goes. @returns how many hubs closed */
async function play(programmes: readonly Programme[]): Promise<number> {
  const [first] = programmes;
  if (!first) return 0;
  const { calendar } = first.input;
  let closed = 0;
  for (let day = ''; day < calendar.evaluateOn;) {
    day = dateAt(calendar, Date.now());
    const today = day;
    if ((closings[closed] ?? '9') <= today) {
      await closeHubs(first, hubsThatClose * closed);
      closed += 1;
    }
    const open = new Set(await stack.db('support_view').whereNot({ stage: 'ended' }).pluck<string[]>('urn'));
    await pMap(
      programmes.filter((each) => !each.isDone && open.has(each.input.urn)),
      (each) => each.until(today),
      { concurrency: atOnce },
    );
    await pause(dayMilliseconds / 2);
  }
  await pause(Math.max(0, instantOf(calendar, calendar.evaluateOn) - Date.now()));
  return closed * hubsThatClose;
}

/** Ends whatever has not ended by itself, as the end of a year does. @returns every workflow that ran */
async function end(programmes: readonly Programme[]): Promise<string[]> {
  const hubs = await stack.db('hub_view').pluck<string[]>('workflow_id');
  const year = programmes[0]?.input.academicYear;
  const ids = [...programmes.map(({ id }) => id), ...hubs, ...(year ? [placeRoundsId(year)] : [])];
  await pMap(
    ids,
    async (id) => {
      const handle = stack.client.workflow.getHandle(id);
      await handle.signal('yearEnded', { kind: 'yearEnded' }).catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
      await handle.result();
    },
    { concurrency: atOnce },
  );
  return ids;
}

const counted = async (where: object): Promise<number> => {
  const [row] = await stack
    .db('audit_log')
    .whereNotNull('version')
    .where(where)
    .count<{ count: string }[]>({ count: '*' });
  return Number(row?.count);
};

/** The history of one that moved, and of the hub that it left, replay with every later build. */
async function keepMoved(programmes: readonly Programme[]): Promise<void> {
  const [moved] = await stack.db('audit_log').where({ kind: 'hubClosed' }).limit(1).pluck<string[]>('workflow_id');
  const [year] = programmes.map(({ input }) => input.academicYear);
  if (moved === undefined || year === undefined) return;
  await keepHistory(stack.client.workflow.getHandle(moved), 'moved');
  await keepHistory(stack.client.workflow.getHandle(hubId(year, 'HUB-1')), 'closed');
}

interface Passed {
  readonly id: string;
  readonly reason: string;
  readonly count: number;
}

/** How often each programme recorded a deadline that passed, by its kind. */
async function passedOf(): Promise<readonly Passed[]> {
  const rows = await stack
    .db('audit_log')
    .where({ kind: 'deadlinePassed' })
    .groupBy('workflow_id', 'reason')
    .select<{ id: string; reason: string; count: string }[]>(
      'workflow_id as id',
      stack.db.raw(`body ->> 'reason' as reason`),
      stack.db.raw('count(*) as count'),
    );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

test(`${programmeCount} enhanced programmes over three terms, with shocks, closing hubs and missed steps, fire every timer once and orphan none`, async () => {
  const programmes = await begin();
  const hubsClosed = await play(programmes);
  const ids = await end(programmes);

  const sum = (of: (programme: Programme) => number): number =>
    programmes.reduce((total, programme) => total + of(programme), 0);
  const outcomes = await stack
    .db('support_view')
    .groupBy('outcome')
    .select<{ outcome: string; count: string }[]>('outcome', stack.db.raw('count(*) as count'));
  const drifted = await stack.db.raw<{ rows: unknown[] }>(
    `select view.urn from support_view view
     where view.version <> (select max(version) from audit_log where workflow_id = view.workflow_id)`,
  );
  const counts = new Map<string, TimerCounts>();
  for (const id of ids) counts.set(id, await timersOf(stack.client.workflow.getHandle(id)));
  const timers = sumOf([...counts.values()]);
  const unclosed = [...counts].filter(([, { closed }]) => closed !== 1).map(([id]) => id);
  const passed = await passedOf();
  const countOf = (is: (each: Passed) => boolean): number =>
    passed.filter(is).reduce((total, { count }) => total + count, 0);
  await keepMoved(programmes);
  const figures = {
    programmes: programmeCount,
    hubs: hubCount,
    hubsClosed,
    dayMilliseconds,
    outcomes: Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, Number(count)])),
    moved: await counted({ kind: 'hubClosed' }),
    changesOfDaysSetAside: sum(({ shocks }) => shocks),
    stepsReached: sum(({ reached }) => reached),
    stepsLateOrNever: sum(({ missed }) => missed),
    reminders: countOf(({ reason }) => reason === 'milestone'),
    escalations: countOf(({ reason }) => reason === 'escalation'),
    longWaits: countOf(({ reason }) => reason === 'waiting'),
    timers,
    viewsThatDiffer: drifted.rows.length,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);

  expect(unclosed).toEqual([]);
  expect(timers).toMatchObject({ orphaned: 0, doubled: 0 });
  expect(timers.started).toBe(timers.fired + timers.cancelled);
  for (const { id } of programmes) {
    const { fired = 0, firedAlone = 0 } = counts.get(id) ?? {};
    const recorded = countOf((each) => each.id === id);
    // A step that is reached in the very task in which its deadline rings is no longer late.
    expect([firedAlone <= recorded, recorded <= fired], id).toEqual([true, true]);
  }
  expect(figures.moved).toBeGreaterThan(0);
  expect(figures.escalations).toBeGreaterThan(0);
  expect(figures.viewsThatDiffer).toBe(0);
}, 1_800_000);
