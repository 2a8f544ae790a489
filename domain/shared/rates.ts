/** Sessions that a rate is made of. A session is half a school day; attendance + absence = possible, exactly. */
export interface SessionCounts {
  readonly possibleSessions: number;
  readonly absenceSessions: number;
}

/**
 * Overall absence rate in per cent: the ratio of sums, at every level; never a mean of rates. undefined when no session was possible.
 * Source: docs/sources/absence-statistics.md#rates.
 */
export function absencePercent(counts: Iterable<SessionCounts>): number | undefined {
  let possible = 0;
  let absence = 0;
  for (const { possibleSessions, absenceSessions } of counts) {
    possible += possibleSessions;
    absence += absenceSessions;
  }
  return possible > 0 ? (100 * absence) / possible : undefined;
}

/** Attendance rate in per cent; source: docs/sources/absence-statistics.md#rates. */
export const attendanceFromAbsence = (absence: number): number => 100 - absence;

/** Rounds to `places` decimals, halves away from zero, free of binary residue such as 1.005. */
export function roundTo(value: number, places: number): number {
  const factor = 10 ** places;
  const scaled = Math.abs(value) * factor;
  return (Math.sign(value) * Math.floor(scaled + 0.5 + 1e-9)) / factor;
}

/** Rounds an attendance floor down, so that rounding never asks a school for more than was computed. */
export function roundDownTo(value: number, places: number): number {
  const factor = 10 ** places;
  return Math.floor(value * factor + 1e-9) / factor;
}
