import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MonthlyReturnInput } from '../../contracts/monthly-return/messages.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { monthlyReturnId } from '../../contracts/workflow-ids.js';
import { returnFile } from '../../play/month-figures.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { inMonitoring, seedSchoolsAndHubs } from '../support/support-schools.js';
import { monthOf, type TestYear } from '../support/year.js';

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

/** A month's file, as the API would keep and import it. */
async function send({ urn, input }: TestYear, position: number, absencePercent: number, day: string): Promise<void> {
  const told = monthOf(input.calendar, position, absencePercent);
  const { month, possibleSessions, authorisedAbsenceSessions, unauthorisedAbsenceSessions } = told;
  const { enrolments, persistentlyAbsentEnrolments, severelyAbsentEnrolments } = told;
  const sessions = { possibleSessions, authorisedAbsenceSessions, unauthorisedAbsenceSessions };
  const pupils = { enrolments, persistentlyAbsentEnrolments, severelyAbsentEnrolments };
  const content = returnFile([{ urn, month, ...sessions, ...pupils }], day);
  const [row] = await stack
    .db('upload')
    .insert({
      academic_year: '202425',
      file_name: 'monthly_return.csv',
      sha256: `${position}-${day}`,
      content: Buffer.from(content),
      uploaded_by: 'test',
      uploaded_at: new Date(),
    })
    .returning<{ id: string }[]>('id');
  const uploadId = Number(row?.id);
  const { academicYear, calendar, season } = input;
  const args: MonthlyReturnInput = { academicYear, uploadId, importedBy: 'test', terms: { calendar, season } };
  const handle = await stack.client.workflow.start('monthlyReturn', {
    workflowId: monthlyReturnId(academicYear, month, uploadId),
    taskQueue: taskQueues.schoolYear,
    args: [args],
  });
  expect(await handle.result()).toMatchObject({ stage: 'done', signalled: 1 });
  if (position === 5) await keepHistory(handle, 'one-school');
}

test('in a bad national winter no school is proposed for what the nation did', async () => {
  const year = await inMonitoring(stack, 601);
  for (const position of [0, 1, 2, 3, 4]) await send(year, position, 8.5, '2025-06-01');
  expect(await year.status()).toMatchObject({ status: 'below', referralState: 'proposed' });

  await importBadWinter();
  for (const position of [0, 1, 2, 3, 4, 5]) await send(year, position, 8.5, '2025-06-02');
  const status = await year.status();
  expect(status.status).toBe('on-track');
  expect(status).not.toHaveProperty('referralState');
});
