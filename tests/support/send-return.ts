import { type WorkflowHandle } from '@temporalio/client';
import {
  type MonthlyReturnInput,
  type MonthlyReturnProgress,
} from '../../domain/school-year/messages/monthly-return.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { monthlyReturnId } from '../../contracts/workflow-ids.js';
import { returnFile } from '../../demo/play/month-figures.js';
import { type TestStack } from './stack.js';
import { monthOf, type TestYear } from './year.js';

export interface SentReturn {
  /** The URN that the file names. */
  readonly urn: string;
  readonly position: number;
  readonly absencePercent: number;
  /** `yyyy-mm-dd` on which the figures were taken. */
  readonly day: string;
}

/** A month's file of one school, as the API would keep and import it; ends when its school-years have been signalled. */
export async function sendReturn(
  { db, client }: TestStack,
  { academicYear, calendar, season }: TestYear['input'],
  { urn, position, absencePercent, day }: SentReturn,
): Promise<{ readonly handle: WorkflowHandle; readonly progress: MonthlyReturnProgress }> {
  const figures = monthOf(calendar, position, absencePercent);
  const { month, possibleSessions, authorisedAbsenceSessions, unauthorisedAbsenceSessions } = figures;
  const { enrolments, persistentlyAbsentEnrolments, severelyAbsentEnrolments } = figures;
  const sessions = { possibleSessions, authorisedAbsenceSessions, unauthorisedAbsenceSessions };
  const pupils = { enrolments, persistentlyAbsentEnrolments, severelyAbsentEnrolments };
  const [row] = await db('upload')
    .insert({
      academic_year: academicYear,
      file_name: 'monthly_return.csv',
      sha256: `${urn}-${position}-${day}`,
      content: Buffer.from(returnFile([{ urn, month, ...sessions, ...pupils }], day)),
      uploaded_by: 'test',
      uploaded_at: new Date(),
    })
    .returning<{ id: string }[]>('id');
  const uploadId = Number(row?.id);
  const input: MonthlyReturnInput = { academicYear, uploadId, importedBy: 'test', terms: { calendar, season } };
  const handle = await client.workflow.start('monthlyReturn', {
    workflowId: monthlyReturnId(academicYear, month, uploadId),
    taskQueue: taskQueues.schoolYear,
    args: [input],
  });
  return { handle, progress: (await handle.result()) as MonthlyReturnProgress };
}
