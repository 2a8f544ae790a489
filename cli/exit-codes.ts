/** Exit codes of every command, documented in docs/running.md#commands. */
export const exitCodes = {
  done: 0,
  broken: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  notRunning: 5,
  differences: 6,
  missingParts: 7,
} as const;

/** A failure that a person can act on: only its message is printed, and the command ends with its exit code. */
export class CommandProblem extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.name = 'CommandProblem';
    this.exitCode = exitCode;
  }
}
