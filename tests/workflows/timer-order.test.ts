import { afterAll, beforeAll, expect, test } from 'vitest';
import { dateAt, daysBetween } from '../../domain/shared/school-calendar.js';
import { schoolTimeBetween } from '../../domain/shared/school-time.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../support/stack.js';
import { someUrn, TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

test('a review in a real-time year waits on one timer of 28 days', async () => {
  await prepareSchool(stack.db, someUrn(401));
  const year = await TestYear.start(stack.client, someUrn(401));
  await year.until('in-review');
  const started = Date.now();
  const { events } = await year.handle.fetchHistory();
  const timers = (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) => timer?.startToFireTimeout ?? []);
  expect(timers).toHaveLength(1);
  expect(Number(timers[0]?.seconds) / 86_400).toBeCloseTo(28, 1);
  const { review = Number.NaN } = await deadlinesOf(year);
  expect((review - started) / 86_400_000).toBeCloseTo(28, 1);
  await year.handle.terminate();
});

test('the deadlines of a whole year ring in the order of their dates, days apart', async () => {
  await prepareSchool(stack.db, someUrn(400));
  const year = await TestYear.start(stack.client, someUrn(400), (input) => ({
    ...input,
    calendar: { ...input.calendar, dayMilliseconds: 80, startsAtMilliseconds: Date.now() },
  }));
  const { calendar } = year.input;
  await year.until('in-review');
  const due = await deadlinesOf(year);
  const daysOf = (instant = Number.NaN, from = calendar.startsAtMilliseconds): number =>
    (instant - from) / calendar.dayMilliseconds;

  await untilRung(year, 'review');
  const [review, ...none] = await rung(year);
  expect([review?.name, none]).toEqual(['review', []]);
  expect(review?.atMilliseconds).toBeGreaterThanOrEqual(due['review'] ?? Number.NaN);
  expect(daysOf(review?.atMilliseconds)).toBeGreaterThan(27);

  await year.decide('analyst', 'approveTarget');
  const approved = (await logOf(year)).at(-1)?.atMilliseconds ?? Number.NaN;
  const { 'school-reminder': reminder, 'school-window': window = Number.NaN } = await deadlinesOf(year);
  expect(daysOf(reminder, approved)).toBeGreaterThan(0);
  expect(daysOf(reminder, approved)).toBeLessThanOrEqual(15);
  expect(schoolTimeBetween(calendar, approved, window) / calendar.dayMilliseconds).toBeGreaterThan(20);
  expect(daysBetween(dateAt(calendar, approved), dateAt(calendar, window)), 'half-term does not count').toBeGreaterThan(
    29,
  );
  expect(daysOf(window, approved)).toBeLessThanOrEqual(36);

  expect(await year.handle.result()).toMatchObject({ stage: 'closed', outcome: 'inconclusive' });
  const all = await rung(year);
  expect(all.map(({ name }) => name)).toEqual([
    'review',
    'school-reminder',
    'school-window',
    'months-missing',
    'months-still-missing',
    'months-missing',
    'months-still-missing',
    'months-missing',
    'months-still-missing',
    'year-end',
  ]);
  expect(all[1]?.atMilliseconds).toBeGreaterThanOrEqual(reminder ?? Number.NaN);
  expect(all[2]?.atMilliseconds).toBeGreaterThanOrEqual(window);
});

interface Entry {
  readonly cause: { readonly kind: string; readonly reason?: string };
  readonly atMilliseconds: number;
}

interface Ring {
  readonly name: string | undefined;
  readonly atMilliseconds: number;
}

async function logOf(year: TestYear): Promise<readonly Entry[]> {
  await year.settled();
  return year.handle.query('decisionLog');
}

const rung = async (year: TestYear): Promise<readonly Ring[]> =>
  (await logOf(year)).flatMap(({ cause, atMilliseconds }) =>
    cause.kind === 'deadlinePassed' ? [{ name: cause.reason, atMilliseconds }] : [],
  );

async function deadlinesOf(year: TestYear): Promise<Readonly<Record<string, number | undefined>>> {
  await year.settled();
  const { deadlines } = await year.handle.query<{ readonly deadlines: Readonly<Record<string, number>> }>('status');
  return deadlines;
}

async function untilRung(year: TestYear, name: string): Promise<void> {
  while (!(await rung(year)).some((ring) => ring.name === name));
}
