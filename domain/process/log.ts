import { type Command } from './command.js';
import { isSameContent } from './command-content.js';
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
export const hasSeen = (state: Logged, commandId: string): boolean => appliedCause(state, commandId) !== undefined;

/** Whether another command was applied under this command's id. */
export function isIdReused(state: Logged, command: Command<string, unknown>): boolean {
  const applied = appliedCause(state, command.commandId);
  return applied !== undefined && !isSameContent({ ...applied, body: applied.said }, command);
}

const appliedCause = ({ log }: Logged, commandId: string): Cause | undefined =>
  log.find(({ cause, isAccepted }) => isAccepted && cause.commandId === commandId)?.cause;
