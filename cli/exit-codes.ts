/** Exit codes of every command, as the README documents them. */
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

/** A failure that a person can act on: printed as its message alone, with its exit code. */
export class CommandProblem extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.name = 'CommandProblem';
    this.exitCode = exitCode;
  }
}
