import { setTimeout as pause } from 'node:timers/promises';
import { type Client, type WorkflowHandle } from '@temporalio/client';
import { yearTerms } from '../../academic-years/year-terms.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type MonthReported } from '../../domain/school-year/messages/facts.js';
import { type SchoolYearInput } from '../../domain/school-year/messages/input.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { type CalendarMonth } from '../../domain/shared/school-calendar.js';
import { urn, type Urn } from '../../domain/shared/urn.js';

/** The academic year of every measured school-year. */
export const measuredYear = academicYear('202425');

export const inventedUrn = (number: number): Urn => urn(String(900_000 + number));

export const idOf = (school: Urn): string => schoolYearId(measuredYear, school);

/** A year that begins now, on days that last longer than any measurement, so that no deadline passes by itself. */
const inputOf = (school: Urn): SchoolYearInput => ({
  ...yearTerms(measuredYear, { startsAtMilliseconds: Date.now(), dayMilliseconds: 86_400_000 }),
  urn: school,
  laCode: '901',
  regionCode: 'H',
});

export const monthsOfYear = (): readonly CalendarMonth[] => yearTerms(measuredYear).calendar.months;

export const startSchoolYear = (client: Client, school: Urn): Promise<WorkflowHandle> =>
  client.workflow.start('schoolYear', {
    workflowId: idOf(school),
    taskQueue: taskQueues.schoolYear,
    args: [inputOf(school)],
  });

/** A month's return with so much absence that nothing follows from it. */
export function quietMonth({ month, plannedSessions, dueOn }: CalendarMonth, revision: number): MonthReported {
  const enrolments = 400;
  const possibleSessions = enrolments * plannedSessions;
  const absences = Math.round(possibleSessions * 0.052);
  const unauthorised = Math.round(absences / 3);
  return {
    kind: 'monthReported',
    month,
    revision,
    possibleSessions,
    authorisedAbsenceSessions: absences - unauthorised,
    unauthorisedAbsenceSessions: unauthorised,
    enrolments,
    persistentlyAbsentEnrolments: 60,
    severelyAbsentEnrolments: 5,
    asOf: dueOn,
  };
}

export const yearEnded = { kind: 'yearEnded', nationalShiftPoints: 0 } as const;

const betweenLooksMilliseconds = 20;

/** Waits until a workflow has handled everything sent to it. @throws Error where that takes longer than `withinMilliseconds` */
export async function settled(handle: WorkflowHandle, withinMilliseconds = 120_000): Promise<void> {
  const giveUpAt = performance.now() + withinMilliseconds;
  for (;;) {
    const { pendingWorkflowTask, pendingActivities } = (await handle.describe()).raw;
    if (!pendingWorkflowTask && (pendingActivities ?? []).length === 0) return;
    if (performance.now() > giveUpAt) throw new Error(`${handle.workflowId} has not settled.`);
    await pause(betweenLooksMilliseconds);
  }
}
