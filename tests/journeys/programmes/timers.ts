import { type WorkflowHandle } from '@temporalio/client';

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

export interface TimerCounts {
  readonly workflows: number;
  readonly closed: number;
  readonly started: number;
  readonly fired: number;
  /** Fired in a workflow task that brought nothing else, so that only the deadline itself can have been its news. */
  readonly firedAlone: number;
  readonly cancelled: number;
  /** Started, and neither fired nor cancelled when the history closed. */
  readonly orphaned: number;
  /** Fired or cancelled more than once, or without having been started. */
  readonly doubled: number;
  /** Workflow tasks that were lost or failed. */
  readonly lostTasks: number;
}

/** What became of every timer of one workflow, from its history. */
export async function timersOf(handle: WorkflowHandle): Promise<TimerCounts> {
  const events = (await handle.fetchHistory()).events ?? [];
  const started = idsOf(events, (event) => event.timerStartedEventAttributes && event.eventId);
  const fired = idsOf(events, (event) => event.timerFiredEventAttributes?.startedEventId);
  const cancelled = idsOf(events, (event) => event.timerCanceledEventAttributes?.startedEventId);
  const ended = [...fired, ...cancelled];
  const count = (is: (event: HistoryEvent) => unknown): number => events.filter((event) => Boolean(is(event))).length;
  return {
    workflows: 1,
    closed: count((event) => event.workflowExecutionCompletedEventAttributes),
    started: started.length,
    fired: fired.length,
    firedAlone: firedAlone(events),
    cancelled: cancelled.length,
    orphaned: started.filter((id) => !ended.includes(id)).length,
    doubled: ended.length - new Set(ended.filter((id) => started.includes(id))).size,
    lostTasks: count((event) => event.workflowTaskTimedOutEventAttributes ?? event.workflowTaskFailedEventAttributes),
  };
}

export const sumOf = (counts: readonly TimerCounts[]): TimerCounts =>
  counts.reduce(
    (sum, one) =>
      Object.fromEntries(
        Object.entries(sum).map(([name, count]) => [name, Number(count) + one[name as keyof TimerCounts]]),
      ) as unknown as TimerCounts,
  );

const idsOf = (
  events: readonly HistoryEvent[],
  idOf: (event: HistoryEvent) => { toString(): string } | null | undefined,
): readonly string[] =>
  events.flatMap((event) => {
    const id = idOf(event);
    return id === undefined || id === null ? [] : [id.toString()];
  });

/** A signal comes before the task that takes it, an update after it. */
function firedAlone(events: readonly HistoryEvent[]): number {
  let alone = 0;
  let fires = 0;
  let hasMessage = false;
  let task = { fires: 0, hasMessage: true };
  const settle = (): void => {
    if (!task.hasMessage) alone += task.fires;
  };
  for (const event of events) {
    if (event.timerFiredEventAttributes) fires += 1;
    if (event.workflowExecutionSignaledEventAttributes) hasMessage = true;
    if (event.workflowExecutionUpdateAcceptedEventAttributes) task = { ...task, hasMessage: true };
    if (!event.workflowTaskCompletedEventAttributes) continue;
    settle();
    task = { fires, hasMessage };
    fires = 0;
    hasMessage = false;
  }
  settle();
  return alone;
}
