/** Limits beyond which a month's figures must be checked before they are judged. */
export interface Plausibility {
  /** Possible sessions over enrolments times planned sessions. Above 1 because calendars differ from the usual one by some days. */
  readonly greatestPossibleShare: number;
  readonly greatestAbsencePercent: number;
  /** From this many possible sessions, a month with no absence counts as a month without registers. */
  readonly leastSessionsWithSomeAbsence: number;
  /** Possible sessions over enrolments times planned sessions, below which a person looks at the month first. */
  readonly leastPossibleShare: number;
  /** Sessions by which a school's calendar may be shorter in a month than the usual one, and the share of the rest it then fills at least. */
  readonly otherCalendarSessions: number;
  readonly otherCalendarShare: number;
}

/**
 * Our own setting. A mainstream school large enough for an expectation stays far below 60% in any month, and 10,000 sessions
 * (about 280 pupils) hold some 300 absences even where only 3% are missed.
 * Few sessions: docs/judging.md#few-sessions.
 */
export const defaultPlausibility: Plausibility = {
  greatestPossibleShare: 1.25,
  greatestAbsencePercent: 60,
  leastSessionsWithSomeAbsence: 10_000,
  leastPossibleShare: 0.6,
  otherCalendarSessions: 10,
  otherCalendarShare: 0.85,
};
