import { type CalendarMonth } from '../shared/school-calendar.js';
import { type MonthFigures } from './month-figures.js';
import { type Plausibility } from './plausibility.js';

/** A person has looked at a month with few possible sessions and found its figures right; others of the month need another look. */
export interface ConfirmedMonth {
  /** `yyyy-mm` */
  readonly month: string;
  readonly possibleSessions: number;
  readonly enrolments: number;
  readonly confirmedBy: string;
  readonly reason: string;
}

export const fewSessionsReason =
  'Far fewer sessions were possible than the enrolments and the calendar imply. Was the school closed, or are registers missing?';

export const isConfirmed = (figures: MonthFigures, confirmed: readonly ConfirmedMonth[]): boolean =>
  confirmed.some(
    ({ month, possibleSessions, enrolments }) =>
      month === figures.month && possibleSessions === figures.possibleSessions && enrolments === figures.enrolments,
  );

/**
 * Whether far fewer sessions were possible than enrolments and calendar imply, days set aside left out. A missing register looks like a
 * closure, and the rest need not be like the whole: source: docs/judging.md#few-sessions.
 */
export function hasFewSessions(
  { possibleSessions, enrolments }: MonthFigures,
  { plannedSessions }: CalendarMonth,
  exemptShare: number,
  { leastPossibleShare, otherCalendarSessions, otherCalendarShare }: Plausibility,
): boolean {
  const open = plannedSessions * (1 - exemptShare);
  const least = Math.min(leastPossibleShare * open, otherCalendarShare * (open - otherCalendarSessions));
  return possibleSessions < enrolments * least;
}
