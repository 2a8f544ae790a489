import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MonthReported } from '../../domain/school-year/messages/facts.js';
import { type SchoolYearInput } from '../../domain/school-year/messages/input.js';
import { randomStream, shuffled } from '../../demo/england/random.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../support/stack.js';
import { monthOf, someUrn, TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

type Row = Readonly<Record<string, unknown>>;

/** What the read model says of a school, but for which school it is and how often it was written. */
async function shown({ urn }: TestYear): Promise<Row> {
  const row = await stack.db('school_year_view').where({ urn }).first<Row>();
  // Months are written down with the next change that shows; until then a page has them from the workflow.
  return without(row, 'urn', 'workflow_id', 'run_id', 'months', 'version', 'updated_at');
}

const without = (row: Row, ...names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

interface Seen {
  readonly before: Row;
  readonly after: Row;
  readonly outcome: unknown;
}

async function seen(year: TestYear): Promise<Seen> {
  await year.settled();
  const before = await shown(year);
  await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  const outcome = without((await year.handle.result()) as Row, 'urn');
  return { before, after: await shown(year), outcome };
}

async function withSchool(number: number, change?: (input: SchoolYearInput) => SchoolYearInput): Promise<TestYear> {
  await prepareSchool(stack.db, someUrn(number));
  const year = await TestYear.start(stack.client, someUrn(number), change);
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  return year;
}

const reportAll = async (year: TestYear, messages: readonly MonthReported[]): Promise<void> => {
  for (const message of messages) await year.report(message);
};

/** A school that is short for half a year and recovers, so that support is proposed and withdrawn; and one that stays short. */
const patterns = {
  recovering: [9, 9, 9, 9, 9, 9, 4, 3, 3, 3, 3],
  short: [7, 8, 8, 9, 8, 8, 9, 8, 9, 8, 9],
} as const;

/** Every month once, and the fourth restated twice, so that late revisions are among the messages. */
const messagesOf = ({ input: { calendar } }: TestYear, rates: readonly number[]): readonly MonthReported[] => [
  ...rates.map((rate, position) => monthOf(calendar, position, rate)),
  monthOf(calendar, 3, 14, 50),
  monthOf(calendar, 3, rates[3] ?? 9, 60),
];

const inOrder = async (number: number, rates: readonly number[]): Promise<Seen> => {
  const year = await withSchool(number);
  await year.decide('school', 'agreeTarget');
  await reportAll(year, messagesOf(year, rates));
  return seen(year);
};

type Variant = (number: number, rates: readonly number[]) => Promise<Seen>;

const variants: Readonly<Record<string, Variant>> = {
  shuffled: async (number, rates) => {
    const year = await withSchool(number);
    await year.decide('school', 'agreeTarget');
    await reportAll(year, shuffled([...messagesOf(year, rates)], randomStream(number, 'order')));
    return seen(year);
  },
  'sent twice, the second time in another order': async (number, rates) => {
    const year = await withSchool(number);
    await year.decide('school', 'agreeTarget');
    const messages = messagesOf(year, rates);
    await reportAll(year, [...messages, ...shuffled([...messages], randomStream(number, 'again'))]);
    return seen(year);
  },
  'split: half before the report is issued, half after': async (number, rates) => {
    const year = await withSchool(number);
    const messages = messagesOf(year, rates);
    await reportAll(year, messages.slice(0, 6));
    await year.decide('school', 'agreeTarget');
    await reportAll(year, messages.slice(6));
    return seen(year);
  },
  'delayed beyond the date on which missing returns are asked for': async (number, rates) => {
    const year = await withSchool(number, (input) => ({
      ...input,
      calendar: { ...input.calendar, dayMilliseconds: 60, startsAtMilliseconds: Date.now() },
    }));
    await year.decide('school', 'agreeTarget');
    const messages = messagesOf(year, rates);
    await reportAll(year, messages.slice(0, 2));
    await asked(year);
    await reportAll(year, messages.slice(2));
    return seen(year);
  },
};

async function asked({ handle }: TestYear): Promise<void> {
  const said = (): Promise<string[]> =>
    stack.db('audit_log').where({ workflow_id: handle.workflowId }).pluck<string[]>('note');
  while (!(await said()).some((note) => note.startsWith('Returns are missing'))) await pause(100);
}

describe.each(Object.entries(patterns))('the messages of a %s year', (name, rates) => {
  const first = name === 'short' ? 720 : 700;

  test.each(Object.entries(variants).map(([how, variant], index) => [how, variant, index] as const))(
    'lead to the same read model and outcome when %s',
    async (_how, variant, index) => {
      const number = first + 2 * index;
      const [expected, found] = await Promise.all([inOrder(number, rates), variant(number + 1, rates)]);
      expect(found).toEqual(expected);
    },
  );
});

describe('messages without an effect', () => {
  test('a month restated and restated back changes nothing but the log', async () => {
    const year = await withSchool(740);
    await year.decide('school', 'agreeTarget');
    await reportAll(
      year,
      [0, 1, 2, 3, 4, 5].map((position) => monthOf(year.input.calendar, position, 5)),
    );
    await year.settled();
    const before = await shown(year);
    const restated = [0, 1, 2, 3, 4, 5].map((position) => monthOf(year.input.calendar, position, 11, 20 + position));
    await reportAll(year, restated);
    await year.settled();
    expect(await shown(year)).toMatchObject({ status: 'below', referral_state: 'proposed' });
    await reportAll(
      year,
      [0, 1, 2, 3, 4, 5].map((position) => monthOf(year.input.calendar, position, 5, 40 + position)),
    );
    await year.settled();
    expect(await shown(year)).toEqual(before);
    expect((await year.log()).some(({ note }) => note.includes('Support is proposed'))).toBe(true);
  });

  test('a shock on days without school is refused without an event, and a revoked one changes nothing but the log and its name', async () => {
    const year = await withSchool(741);
    await year.decide('school', 'agreeTarget');
    await reportAll(
      year,
      [0, 1, 2, 3].map((position) => monthOf(year.input.calendar, position, 7)),
    );
    await year.settled();
    const before = await shown(year);
    const events = (await year.handle.fetchHistory()).events?.length;
    const body = { shockKind: 'severe-weather', evidence: 'Notice of the authority.' };
    const halfTerm = { from: '2024-10-28', to: '2024-11-01' };
    expect(await year.refusalOf('hub-manager', 'pauseForShock', { ...body, ...halfTerm })).toBe('ShockDatesUnfit');
    expect((await year.handle.fetchHistory()).events?.length).toBe(events);

    await year.decide('hub-manager', 'pauseForShock', { ...body, from: '2024-11-04', to: '2024-11-08' });
    const opened = await stack
      .db('audit_log')
      .where({ workflow_id: year.handle.workflowId, kind: 'pauseForShock' })
      .first<{ command_id: string }>('command_id');
    await year.decide('analyst', 'revokeShock', { shockId: opened.command_id, reason: 'It was a planned day.' });
    const after = await shown(year);
    expect(without(after, 'shocks')).toEqual(without(before, 'shocks'));
    expect(after['shocks']).toMatchObject([{ id: opened.command_id, isRevoked: true }]);
  });

  test('a shock over days at the school’s usual level changes neither status nor outcome', async () => {
    const [plain, paused] = await Promise.all([withSchool(742), withSchool(743)]);
    for (const year of [plain, paused]) {
      await year.decide('school', 'agreeTarget');
      await reportAll(
        year,
        patterns.short.map((_, position) => monthOf(year.input.calendar, position, 4.5)),
      );
    }
    await paused.decide('hub-manager', 'pauseForShock', {
      shockKind: 'severe-weather',
      evidence: 'Notice of the authority.',
      from: '2024-10-07',
      to: '2024-10-11',
    });
    const [a, b] = await Promise.all([seen(plain), seen(paused)]);
    expect([b.after['status'], b.after['outcome'], b.after['rung']]).toEqual([
      a.after['status'],
      a.after['outcome'],
      a.after['rung'],
    ]);
  });
});
