import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type PlaceAnswer, type PlaceRequest } from '../../contracts/activities.js';
import { type PlaceRoundsInput, type PlaceRequested } from '../../domain/hubs/place-rounds-messages.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { placeRoundsId } from '../../contracts/workflow-ids.js';
import { dateAt, type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { type Dependencies } from '../dependencies.js';

const leastQuietMilliseconds = 1_000;
const greatestQuietMilliseconds = 3_000;
const lookAgainDays = 7;

/** Signals that a school waits for a place. The first school starts the year's rounds; once they have ended, they are never started again. */
export const requestPlace =
  ({ client, placeRoundQuietMilliseconds }: Dependencies) =>
  async ({ academicYear, calendar, ground }: PlaceRequest): Promise<PlaceAnswer> => {
    const request: PlaceRequested = { kind: 'placeRequested', on: dateOfReferral(calendar, ground, Date.now()) };
    const quiet = Math.min(Math.max(calendar.dayMilliseconds, leastQuietMilliseconds), greatestQuietMilliseconds);
    const input: PlaceRoundsInput = {
      academicYear,
      calendar,
      quietMilliseconds: placeRoundQuietMilliseconds ?? quiet,
      lookAgainDays,
    };
    try {
      await client.workflow.signalWithStart('placeRounds', {
        workflowId: placeRoundsId(academicYear),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        taskQueue: taskQueues.schoolYear,
        args: [input],
        signal: request.kind,
        signalArgs: [request],
        staticSummary: `places at hubs, ${academicYear}`,
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return { kind: 'waiting', reasonCode: 'year-over', why: ['The year’s places have all been given.'] };
    }
    return { kind: 'in-next-round' };
  };

/** Today, but not before the end of the month that the referral rests on, because a played year runs faster than its files are dated. */
function dateOfReferral(calendar: SchoolCalendar, ground: string, now: number): string {
  const today = dateAt(calendar, now);
  const lastDay = calendar.months.find(({ month }) => month === ground)?.lastDay ?? today;
  return today > lastDay ? today : lastDay;
}
