import { type RecallScope } from './scope.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type Actor } from '../process/actor.js';
import { type Command } from '../process/command.js';

/** `suspend`: stop everything until a person ends the recall; `redraft`: also make the drafts again from corrected figures. */
export type RecallPurpose = 'suspend' | 'redraft';

/** Input of the `recall` workflow: what somebody proposes to stop, and why. */
export interface RecallInput {
  readonly recallId: string;
  readonly academicYear: AcademicYear;
  readonly purpose: RecallPurpose;
  readonly scope: RecallScope;
  readonly reason: string;
  readonly proposedBy: Actor;
  readonly schoolsPerSecond: number;
}

/** A second senior analyst, not the proposer, has read the preview and suspends the schools in it. */
export type ConfirmRecall = Command<'confirmRecall', { readonly note?: string }>;
/** The proposal is dropped; nothing had been suspended. */
export type CancelRecall = Command<'cancelRecall', { readonly reason: string }>;
/** The figures have been corrected and imported; the drafts are made again. */
export type RedraftSchools = Command<'redraftSchools', { readonly note?: string }>;
/** A senior analyst ends the suspension, once the checks pass again. */
export type EndRecall = Command<'endRecall', { readonly reason: string }>;

export type RecallDecision = ConfirmRecall | CancelRecall | RedraftSchools | EndRecall;

/** The recall's own work has reached a stage. */
export interface RecallReached {
  readonly kind: 'recallReached';
  readonly stage: RecallStage;
  readonly found?: RecallFindings;
}

export type RecallStage =
  | 'finding'
  | 'proposed'
  | 'cancelled'
  | 'suspending'
  | 'suspended'
  | 'redrafting'
  | 'redrafted'
  | 'checking'
  | 'resuming'
  | 'ended';

/** How many drafts a redraft left as they were, changed, or left without a report. */
export interface RedraftCounts {
  readonly unchanged: number;
  readonly changed: number;
  /** Held by the gates, or without an expectation now; analysts deal with them. */
  readonly held: number;
}

/** What the work of a stage found. */
export interface RecallFindings {
  readonly touched?: number;
  readonly redrafts?: RedraftCounts;
  /** Why the suspension cannot end yet. */
  readonly problems?: readonly string[];
}
