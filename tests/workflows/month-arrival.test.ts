import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMonths } from '../../database/monthly-returns/months.js';
import { type UploadOutcome } from '../../database/monthly-returns/uploads.js';
import { absenceSessionsOf } from '../../domain/monitoring/month-figures.js';
import { type BothRates } from '../../domain/school-year/both-rates.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring, seedSchoolsAndHubs } from '../support/support-schools.js';
import { sendReturn } from '../support/send-return.js';
import { monthOf, type TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
  const numbers = orders.flatMap((_, index) => [720 + index, 740 + index]);
  await seedSchoolsAndHubs(stack, numbers, []);
});
afterAll(() => stack.stop());

type Kind = 'wrong' | 'right';
const absence: Readonly<Record<Kind, number>> = { wrong: 12, right: 5 };
const october = 1;

/** Every order of two files that are each sent twice. */
const orders: readonly (readonly Kind[])[] = [
  ['wrong', 'right', 'wrong', 'right'],
  ['wrong', 'wrong', 'right', 'right'],
  ['wrong', 'right', 'right', 'wrong'],
  ['right', 'wrong', 'wrong', 'right'],
  ['right', 'wrong', 'right', 'wrong'],
  ['right', 'right', 'wrong', 'wrong'],
];

/** A monitored school with one day set aside, so that its rates are shown, and an ordinary September. */
async function monitored(number: number): Promise<TestYear> {
  const year = await inMonitoring(stack, number);
  await sendReturn(stack, year.input, { urn: year.urn, position: 0, absencePercent: 5, day: '2024-10-14' });
  const shock = { shockKind: 'severe-weather', from: '2024-09-09', to: '2024-09-09', evidence: 'A notice.' };
  await year.decide('hub-manager', 'pauseForShock', shock);
  return year;
}

/** What each part of the product holds of October, as absence sessions and as attendance of the year to date. */
async function held(year: TestYear): Promise<Record<string, number | undefined>> {
  const { urn, input } = year;
  const status = (await year.status()) as { readonly version: number; readonly rates?: BothRates };
  const view = await stack.db('school_year_view').where({ urn }).first<{ version: number; rates: BothRates }>();
  const logged = await stack
    .db('audit_log')
    .where({ workflow_id: year.handle.workflowId })
    .max<{ version: number }[]>({ version: 'version' });
  const learned = (await readMonths(stack.db, input.academicYear, [urn])).get(urn)?.[october];
  return {
    workflow: status.rates?.publishedAttendancePercent,
    readModel: view.rates.publishedAttendancePercent,
    learned: learned && absenceSessionsOf(learned),
    versionsBehind: status.version - Math.max(view.version, logged[0]?.version ?? 0),
  };
}

function expected(year: TestYear, kind: Kind): Record<string, number> {
  const months = [monthOf(year.input.calendar, 0, 5), monthOf(year.input.calendar, october, absence[kind])];
  const absences = months.map(absenceSessionsOf);
  const possible = months.reduce((sum, { possibleSessions }) => sum + possibleSessions, 0);
  const percent = 100 - (100 * absences.reduce((sum, count) => sum + count, 0)) / possible;
  const attendance = Math.round(100 * percent) / 100;
  return { workflow: attendance, readModel: attendance, learned: absences[october] ?? 0, versionsBehind: 0 };
}

async function sendAll(
  year: TestYear,
  order: readonly Kind[],
  days: Readonly<Record<Kind, string>>,
): Promise<string[]> {
  const { urn, input } = year;
  const stages: string[] = [];
  for (const kind of order) {
    const sent = { urn, position: october, absencePercent: absence[kind], day: days[kind] };
    stages.push((await sendReturn(stack, input, sent)).progress.stage);
  }
  return stages;
}

const lastResults = async (): Promise<UploadOutcome['rowOutcomes']> => {
  const row = await stack.db('upload').orderBy('id', 'desc').first<{ outcome: UploadOutcome }>('outcome');
  return row.outcome.rowOutcomes;
};

test.each(orders.map((order, index) => [order.join(', '), order, 720 + index] as const))(
  'figures taken later hold everywhere when files come in the order %s',
  async (_title, order, number) => {
    const year = await monitored(number);
    await sendAll(year, order, { wrong: '2024-11-12', right: '2024-11-14' });
    expect(await held(year)).toEqual(expected(year, 'right'));
    const result = order.at(-1) === 'right' ? 'unchanged' : 'older-than-known';
    expect(await lastResults()).toEqual([{ urn: year.urn, result }]);
  },
);

test.each(orders.map((order, index) => [order.join(', '), order, 740 + index] as const))(
  'of figures taken on one day those sent last hold everywhere, in the order %s',
  async (_title, order, number) => {
    const year = await monitored(number);
    const stages = await sendAll(year, order, { wrong: '2024-11-14', right: '2024-11-14' });
    expect(await held(year)).toEqual(expected(year, order.at(-1) ?? 'right'));
    expect(stages).toEqual(order.map((kind, index) => (kind === order[index - 1] ? 'unchanged' : 'done')));
    const result = order[3] === order[2] ? 'unchanged' : 'restated';
    expect(await lastResults()).toEqual([{ urn: year.urn, result }]);
  },
);
