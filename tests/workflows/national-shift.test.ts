import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendReturn } from '../support/send-return.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring, seedSchoolsAndHubs } from '../support/support-schools.js';
import { type TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [601], []);
});
afterAll(() => stack.stop());

/** Releases of a nation whose absence is 8.5% from September on, after a year of 5.5%. */
async function importBadWinter(): Promise<void> {
  const { db } = stack;
  const batch = await db('batch').first<{ id: string }>('id');
  const source = { marks: '{}', batch_id: batch.id };
  await db('area_absence').insert({
    academic_year: '202324',
    level: 'national',
    phase: 'primary',
    absence_percent: 5.5,
    line: 2,
    ...source,
  });
  for (const [index, snapshot] of ['2024-09-27', '2024-12-20', '2025-02-28', '2025-04-11', '2025-07-22'].entries())
    await db('attendance_to_date').insert({
      snapshot_date: snapshot,
      academic_year: '202425',
      level: 'national',
      phase: 'primary',
      possible_sessions: 1_000_000,
      absence_sessions: 85_000,
      line: 2 + index,
      ...source,
    });
}

async function send({ urn, input }: TestYear, position: number, absencePercent: number, day: string): Promise<void> {
  const { handle, progress } = await sendReturn(stack, input, { urn, position, absencePercent, day });
  expect(progress).toMatchObject({ stage: 'done', signalled: 1 });
  if (position === 5) await keepHistory(handle, 'one-school');
}

test('in a bad national winter no school is proposed for support because of the national change', async () => {
  const year = await inMonitoring(stack, 601);
  for (const position of [0, 1, 2, 3, 4]) await send(year, position, 8.5, '2025-06-01');
  expect(await year.status()).toMatchObject({ status: 'below', referralState: 'proposed' });

  await importBadWinter();
  for (const position of [0, 1, 2, 3, 4, 5]) await send(year, position, 8.5, '2025-06-02');
  const status = await year.status();
  expect(status.status).toBe('on-track');
  expect(status).not.toHaveProperty('referralState');
});
