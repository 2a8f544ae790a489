import { type PublishedFigure, valueOf } from '../../domain/shared/published-figure.js';

/** Whether the sessions missed are no more than those possible; true where either is a mark, since nothing can be said then. */
export function isAbsenceWithinPossible(
  missed: PublishedFigure | undefined,
  possible: PublishedFigure | undefined,
): boolean {
  const missedSessions = missed === undefined ? undefined : valueOf(missed);
  const possibleSessions = possible === undefined ? undefined : valueOf(possible);
  return missedSessions === undefined || possibleSessions === undefined || missedSessions <= possibleSessions;
}
