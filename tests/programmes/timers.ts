import { type Client } from '@temporalio/client';

export interface TimerCounts {
  readonly workflows: number;
  readonly closed: number;
  readonly started: number;
  readonly fired: number;
  readonly cancelled: number;
  /** Started, and neither fired nor cancelled when the history closed. */
  readonly orphaned: number;
  /** Fired or cancelled more than once, or without having been started. */
  readonly doubled: number;
  /** Workflow tasks that were lost or failed. */
  readonly lostTasks: number;
}

const none: TimerCounts = {
  workflows: 0,
  closed: 0,
  started: 0,
  fired: 0,
  cancelled: 0,
  orphaned: 0,
  doubled: 0,
  lostTasks: 0,
};

/** What became of every timer, from the histories themselves. */
export async function countTimers(client: Client, workflowIds: readonly string[]): Promise<TimerCounts> {
  let sum = none;
  for (const workflowId of workflowIds) {
    const one = await timersOf(client, workflowId);
    sum = Object.fromEntries(
      Object.entries(sum).map(([name, count]) => [name, Number(count) + one[name as keyof TimerCounts]]),
    ) as unknown as TimerCounts;
  }
  return sum;
}

async function timersOf(client: Client, workflowId: string): Promise<TimerCounts> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const ends = new Map<string, number>();
  const counts = { ...none, workflows: 1 };
  for (const event of events ?? []) {
    if (event.timerStartedEventAttributes) {
      counts.started += 1;
      ends.set(String(event.eventId), 0);
    }
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (ended) {
      const id = String(ended.startedEventId);
      ends.set(id, (ends.get(id) ?? 1) + 1);
      if (event.timerFiredEventAttributes) counts.fired += 1;
      else counts.cancelled += 1;
    }
    if (event.workflowTaskTimedOutEventAttributes ?? event.workflowTaskFailedEventAttributes) counts.lostTasks += 1;
    if (event.workflowExecutionCompletedEventAttributes) counts.closed += 1;
  }
  for (const times of ends.values()) {
    if (times === 0) counts.orphaned += 1;
    if (times > 1) counts.doubled += 1;
  }
  return counts;
}
