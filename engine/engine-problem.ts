/** A fault outside the product, worded for the person at the terminal: what, where and what to do. */
export class EngineProblem extends Error {
  override readonly name = 'EngineProblem';
}

/** The message of anything thrown. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.message !== '') return thrown.message;
  return thrown instanceof AggregateError ? thrown.errors.map(messageOf).join('; ') : thrown.name;
}

/** The system's code (`ENOENT`, `EADDRINUSE` …) of a thrown error. */
export function codeOf(thrown: unknown): string | undefined {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
