import { type ShockKind } from '../../monitoring/exemption.js';
import { type Pathway } from '../../support/milestones.js';
import { type Command } from '../../process/command.js';

/** Dated days of a local shock. Dates are `yyyy-mm-dd`, ends included. */
interface ShockBody {
  readonly shockKind: ShockKind;
  readonly from: string;
  readonly to: string;
  readonly evidence: string;
  readonly note?: string;
}

/** A school asks that days be set aside; until it has its answer no support is proposed or offered. */
export type RequestShock = Command<'requestShock', ShockBody>;

/** A hub manager, or a senior analyst where nobody answers, sets the days aside that a school asked for. */
export type GrantShockRequest = Command<'grantShockRequest', { readonly requestId: string; readonly note?: string }>;

/** The days that a school asked for stay in the judgement, with the reason. */
export type DeclineShockRequest = Command<
  'declineShockRequest',
  { readonly requestId: string; readonly reason: string }
>;

/** A hub manager sets dated days aside from judgement because of a local shock. */
export type PauseForShock = Command<'pauseForShock', ShockBody>;

/** A second hub manager, or a senior analyst, lets a shock go on: once, and by at most as much again. */
export type ExtendShock = Command<
  'extendShock',
  { readonly shockId: string; readonly to: string; readonly evidence: string }
>;

/** A hub manager ends a shock early; days after `endedOn` are judged again. */
export type ResumeMonitoring = Command<'resumeMonitoring', { readonly shockId: string; readonly endedOn: string }>;

/** An analyst finds the shock's evidence wanting; no day of it is set aside any more. */
export type RevokeShock = Command<'revokeShock', { readonly shockId: string; readonly reason: string }>;

/** A RISE adviser offers support after checking for a conflict of interest and speaking with the responsible body. */
export type ConfirmReferral = Command<
  'confirmReferral',
  {
    readonly pathway: Pathway;
    readonly hasNoConflictOfInterest: boolean;
    /** `yyyy-mm-dd`; the responsible body is spoken with before the school. */
    readonly responsibleBodyContactedOn: string;
    readonly note?: string;
  }
>;

/** A RISE adviser decides that no support is offered now. */
export type DeclineReferral = Command<'declineReferral', { readonly reason: string }>;

export type MonitoringDecision =
  | RequestShock
  | GrantShockRequest
  | DeclineShockRequest
  | PauseForShock
  | ExtendShock
  | ResumeMonitoring
  | RevokeShock
  | ConfirmReferral
  | DeclineReferral;
