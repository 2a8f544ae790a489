import { type Cause } from './transition-record.js';

/** One line of a process's own log: a change, or a signalled decision that was not applied. */
export interface LogEntry {
  /** Counts from 1 without a gap. */
  readonly version: number;
  readonly atMilliseconds: number;
  readonly cause: Cause;
  readonly isAccepted: boolean;
  readonly note: string;
}

/** What every state that decisions change has: its version, and how it came about. */
export interface Logged {
  readonly version: number;
  readonly log: readonly LogEntry[];
}

/** Whether a command was applied. A refused command that is sent again is checked again. */
export const hasSeen = ({ log }: Logged, commandId: string): boolean =>
  log.some(({ cause, isAccepted }) => isAccepted && cause.commandId === commandId);
