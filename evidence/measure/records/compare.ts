/** A decision as the workflow's own log shows it. */
export interface LoggedDecision {
  readonly version: number;
  readonly isAccepted: boolean;
  readonly cause: { readonly kind: string; readonly commandId?: string };
}

/** A row of the audit log; refusals that the API wrote have no version. */
export interface AuditRow {
  readonly version?: number;
  readonly kind: string;
  readonly commandId?: string;
  readonly isAccepted: boolean;
}

export interface Comparison {
  readonly decisions: number;
  readonly rows: number;
  /** Rows of changes that the history does not hold, or that it holds once and the log twice. */
  readonly phantom: number;
  /** Changes in the history without their row. */
  readonly missing: number;
}

/** Compares the decisions that one workflow's history replays to with those in its audit log. */
export function compareRecords(log: readonly LoggedDecision[], all: readonly AuditRow[]): Comparison {
  const rows = all.filter(({ version }) => version !== undefined);
  const unmatched = new Set(log);
  let phantom = 0;
  for (const row of rows) {
    const decision = [...unmatched].find((one) => isSame(one, row));
    if (decision) unmatched.delete(decision);
    else phantom += 1;
  }
  return { decisions: log.length, rows: rows.length, phantom, missing: unmatched.size };
}

const isSame = ({ version, isAccepted, cause }: LoggedDecision, row: AuditRow): boolean =>
  version === row.version &&
  isAccepted === row.isAccepted &&
  cause.kind === row.kind &&
  cause.commandId === row.commandId;

export const sumOf = (comparisons: readonly Comparison[]): Comparison => ({
  decisions: total(comparisons.map(({ decisions }) => decisions)),
  rows: total(comparisons.map(({ rows }) => rows)),
  phantom: total(comparisons.map(({ phantom }) => phantom)),
  missing: total(comparisons.map(({ missing }) => missing)),
});

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
