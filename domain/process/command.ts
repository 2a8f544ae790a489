import { type Actor } from './actor.js';

/** What a person decides. Idempotent by `commandId`, which belongs to one kind, actor and body; refused when `expectedVersion` is given and out of date. */
export interface Command<Kind extends string, Body> {
  readonly kind: Kind;
  readonly commandId: string;
  readonly actor: Actor;
  /** The version that the decision is based on; a client that only signals may leave it out. */
  readonly expectedVersion?: number;
  readonly body: Body;
}

/** The answer to an accepted command. */
export interface Receipt {
  readonly version: number;
  readonly stage: string;
}

/** Why a command is refused; `code` is stable and listed in failure-types. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

export const refusalCodes = [
  'StaleVersion',
  'WrongStage',
  'Suspended',
  'NotPermitted',
  'SecondPersonNeeded',
  'ReasonMissing',
  'OutOfRange',
  'Unlikely',
  'NothingPending',
  'UnknownShock',
  'ShockDatesUnfit',
  'MilestoneUnfit',
  'Malformed',
  'CommandIdReused',
  'RecordConflict',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
