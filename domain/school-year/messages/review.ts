import { type Ending } from '../../scope/changed-school.js';
import { type Command } from '../../process/command.js';

/** An analyst accepts the drafted expectation. */
export type ApproveTarget = Command<'approveTarget', { readonly note?: string }>;

/** An analyst sets another floor. A large change, or one below the school's own expected level, waits for a second person. */
export type OverrideTarget = Command<
  'overrideTarget',
  { readonly floorAttendancePercent: number; readonly reason: string; readonly evidence?: string }
>;

/** A senior analyst who is not the proposer accepts a waiting override. */
export type ConfirmOverride = Command<'confirmOverride', { readonly note?: string }>;

/** A senior analyst who is not the proposer turns a waiting override down; the draft is in review again. */
export type DeclineOverride = Command<'declineOverride', { readonly reason: string }>;

/** An analyst has looked into the reasons for quarantine and lets the draft go to review. */
export type ReleaseFromQuarantine = Command<'releaseFromQuarantine', { readonly reason: string }>;

/** An analyst decides that this school gets no expectation this year. */
export type WithholdReport = Command<'withholdReport', { readonly reason: string }>;

/** The register has closed the school, and no other carries its year on: an analyst ends it. `endedOn` is `yyyy-mm-dd`. */
export type EndSchoolYear = Command<
  'endSchoolYear',
  { readonly because: Ending; readonly endedOn: string; readonly reason: string }
>;

export type ReviewDecision =
  | ApproveTarget
  | OverrideTarget
  | ConfirmOverride
  | DeclineOverride
  | ReleaseFromQuarantine
  | WithholdReport
  | EndSchoolYear;
