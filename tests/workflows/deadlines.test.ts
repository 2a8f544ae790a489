import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SchoolYearInput } from '../../domain/school-year/messages/input.js';
import { dateAt } from '../../domain/shared/school-calendar.js';
import { isSchoolDay, schoolTimeBetween } from '../../domain/shared/school-time.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../support/stack.js';
import { keepHistory } from '../support/stored-histories.js';
import { monthOf, someUrn, TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

/** A calendar day lasts so many milliseconds, and the year begins now. */
const compressed =
  (dayMilliseconds: number) =>
  (input: SchoolYearInput): SchoolYearInput => ({
    ...input,
    calendar: { ...input.calendar, dayMilliseconds, startsAtMilliseconds: Date.now() },
  });

test('silence issues the report and says so, and a review is never approved by a timer', async () => {
  await prepareSchool(stack.db, someUrn(201));
  const year = await TestYear.start(stack.client, someUrn(201), compressed(40));
  await year.until('in-review');
  await waitFor(async () => (await notesOf(year)).filter((note) => note === 'The review is overdue.').length >= 2);
  expect((await year.status()).stage).toBe('in-review');
  await year.decide('analyst', 'approveTarget');
  await waitFor(async () => (await notesOf(year)).some((note) => note.includes('did not answer in time')));
  const live = await stack
    .db('live_report')
    .where({ urn: year.urn })
    .first<{ report_version: number }>('report_version');
  expect(live.report_version).toBe(1);
});

test('the window of a school ends with its last school day, and the days that a challenge took are given back', async () => {
  await prepareSchool(stack.db, someUrn(205));
  const year = await TestYear.start(stack.client, someUrn(205), compressed(100));
  const { calendar } = year.input;
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'challengeFigure', { figure: 'enrolments', shouldBe: 401, evidence: 'Our register.' });
  await pause(20 * calendar.dayMilliseconds);
  await year.decide('analyst', 'dismissChallenge', { reason: 'The census says otherwise.' });
  const { deadlines } = await year.handle.query<{ readonly deadlines: Readonly<Record<string, number>> }>('status');
  await waitFor(async () => (await notesOf(year)).some((note) => note.includes('did not answer in time')));
  const log =
    await year.handle.query<readonly { readonly note: string; readonly atMilliseconds: number }[]>('decisionLog');
  const timeOf = (note: string): number => log.find((entry) => entry.note.includes(note))?.atMilliseconds ?? Number.NaN;
  const [sent, rang] = [timeOf('Approved as drafted'), timeOf('did not answer in time')];
  expect(rang).toBeGreaterThanOrEqual(deadlines['school-window'] ?? Number.NaN);
  expect(schoolTimeBetween(calendar, sent, rang)).toBeGreaterThan(20 * calendar.dayMilliseconds);
  expect(isSchoolDay(calendar, dateAt(calendar, (deadlines['school-window'] ?? 0) - 1))).toBe(true);
  await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  await year.handle.result();
  await keepHistory(year.handle, 'school-days');
});

test('a year that nobody closes is evaluated on its own date, with missing returns requested before', async () => {
  await prepareSchool(stack.db, someUrn(202));
  const year = await TestYear.start(stack.client, someUrn(202), compressed(15));
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  await year.report(monthOf(year.input.calendar, 0, 5));
  expect(await year.handle.result()).toMatchObject({ stage: 'closed', outcome: 'inconclusive' });
  const log = await year.log();
  expect(log.filter(({ note }) => note.startsWith('Returns are missing for'))).toHaveLength(3);
  await keepHistory(year.handle, 'deadlines');
});

test('a year whose review was not finished closes on its own date, without a judgement', async () => {
  await prepareSchool(stack.db, someUrn(204));
  const year = await TestYear.start(stack.client, someUrn(204), compressed(15));
  await year.until('in-review');
  await year.report(monthOf(year.input.calendar, 0, 11));
  expect(await year.handle.result()).toMatchObject({
    stage: 'closed',
    outcome: 'inconclusive',
    reasons: expect.anything() as unknown,
  });
  expect((await notesOf(year)).at(-1)).toBe('The year is over; no report was issued.');
  const notices = await stack
    .db('notice')
    .where({ workflow_id: year.handle.workflowId })
    .orderBy('id')
    .pluck<string[]>('about');
  expect(notices.at(-1)).toBe('The year has ended before an expectation was settled, so it is not judged.');
  await keepHistory(year.handle, 'unsettled');
});

test('a local shock pauses at once and ends by itself', async () => {
  await prepareSchool(stack.db, someUrn(203));
  const year = await TestYear.start(stack.client, someUrn(203), compressed(100));
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  const body = {
    shockKind: 'severe-weather',
    from: '2024-09-09',
    to: '2024-09-20',
    evidence: 'Notice of the authority.',
  };
  await year.decide('hub-manager', 'pauseForShock', body);
  expect(await year.status()).toMatchObject({ isPaused: true });
  await waitFor(async () => (await notesOf(year)).some((note) => note.startsWith('The days set aside have passed')));
  expect(await year.status()).toMatchObject({ isPaused: false });
});

/** From the audit log: it is written with each transition, and reading it asks nothing of the workflow. */
const notesOf = (year: TestYear): Promise<string[]> =>
  stack.db('audit_log').where({ workflow_id: year.handle.workflowId }).orderBy('id').pluck<string[]>('note');

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}
