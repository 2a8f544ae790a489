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
 * One row of the audit log and the new state of the read model, written in one database transaction.
 * Unique by workflow and version, so a repeated write changes nothing.
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
