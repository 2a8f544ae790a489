import { workflowInfo } from '@temporalio/workflow';
import { type RecordInTask, type TransitionRecord } from '../../domain/process/transition-record.js';

/** Says which workflow task writes a record, so that what a lost task wrote gives way to the task that takes its place. */
export class RecordTask {
  #historyLength = -1;
  #startedAtMilliseconds = 0;

  /** A task's start is read once, because the clock goes on with each record of the task. */
  of<View>(record: TransitionRecord<View>): RecordInTask<View> {
    const { runStartTime, historyLength } = workflowInfo();
    if (historyLength !== this.#historyLength) {
      this.#historyLength = historyLength;
      this.#startedAtMilliseconds = Date.now();
    }
    const task = {
      runStartedAtMilliseconds: runStartTime.getTime(),
      historyLength,
      startedAtMilliseconds: this.#startedAtMilliseconds,
    };
    return { ...record, task };
  }
}
