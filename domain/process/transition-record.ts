import { type Actor } from './actor.js';

/** Somebody who is told of a change. */
export interface Notice {
  readonly to: 'school' | 'responsible-body' | 'analysts' | 'senior-analysts' | 'hub-managers' | 'rise-advisers';
  readonly about: string;
}

/** What caused a transition; never carries a figure. */
export interface Cause {
  readonly kind: string;
  readonly actor?: Actor;
  readonly commandId?: string;
  readonly reason?: string;
}

/**
 * The workflow task that writes a record, in an order: a task that takes the place of a lost one has the greater position, by the start
 * of its run, then the length of its history, then its own start.
 */
export interface TaskPosition {
  readonly runStartedAtMilliseconds: number;
  readonly historyLength: number;
  readonly startedAtMilliseconds: number;
}

/** A record on its way to the database. */
export type RecordInTask<View> = TransitionRecord<View> & { readonly task: TaskPosition };

/**
 * One row of the audit log and the new state of the read model, written in one database transaction.
 * A repeated write changes nothing; another record of the same version, from a later task, takes the place of the first.
 */
export interface TransitionRecord<View> {
  readonly workflowId: string;
  readonly version: number;
  readonly atMilliseconds: number;
  readonly cause: Cause;
  readonly isAccepted: boolean;
  readonly note: string;
  readonly view: View;
  readonly notices: readonly Notice[];
  /** The report version that becomes the live one with this transition. */
  readonly publishes?: number;
  /** Since this transition no version is live. */
  readonly isWithdrawn?: true;
}
