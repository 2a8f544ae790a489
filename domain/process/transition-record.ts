import { type Actor, type Role } from './actor.js';

/** Who is notified: everybody of a role in its scope; the school itself, and the body responsible for it. Auditors get no notices. */
export type Recipient = 'school' | 'responsible-body' | `${Exclude<Role, 'school' | 'auditor'>}s`;

/** One sentence about a change, for the people it concerns. */
export interface Notice {
  readonly to: Recipient;
  readonly about: string;
}

/** What caused a transition; nothing but `said` carries a figure. */
export interface Cause {
  readonly kind: string;
  readonly actor?: Actor;
  readonly commandId?: string;
  readonly reason?: string;
  /** The body of a decision as the person sent it: figures, dates, reason and evidence. */
  readonly said?: unknown;
}

/**
 * One row of the audit log and the new state of the read model, written in one database transaction.
 * Written once for each version of a workflow: a repeat changes nothing, and a record that differs from the one written is refused.
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
  /** No version is live from this transition on. */
  readonly isWithdrawn?: true;
}
