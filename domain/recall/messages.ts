import { type RecallScope } from './scope.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type Actor } from '../process/actor.js';
import { type Command } from '../process/command.js';

/** `suspend`: stop everything until people let go; `redraft`: also make the drafts again from figures that have been mended. */
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

/** A second person, senior and not the proposer, has read the preview and stops what it names. */
export type ConfirmRecall = Command<'confirmRecall', { readonly note?: string }>;
/** The proposal is dropped; nothing has been stopped. */
export type CancelRecall = Command<'cancelRecall', { readonly reason: string }>;
/** The figures have been mended and imported; the drafts are made again. */
export type RedraftSchools = Command<'redraftSchools', { readonly note?: string }>;
/** A senior analyst lets the schools go on, once the checks pass again. */
export type EndRecall = Command<'endRecall', { readonly reason: string }>;

export type RecallDecision = ConfirmRecall | CancelRecall | RedraftSchools | EndRecall;
export const recallDecisionKinds = [
  'confirmRecall',
  'cancelRecall',
  'redraftSchools',
  'endRecall',
] as const satisfies readonly RecallDecision['kind'][];
