import { type ReleaseYear } from './release-years.js';
import { type AreaYear, type Release } from './releases.js';

/** Counts from September to a month's end. */
export interface ToDate {
  /** `yyyy-mm` */
  readonly month: string;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
  readonly enrolments: number;
  /** Whether releases on both sides of the month's end are close enough for the counts to be observed, not interpolated. */
  readonly isSeen: boolean;
}

/** School days between two releases, beyond which what lies between them was not seen. */
const longestBracket = 16;
/** School days after the last release that may be missing. */
const longestTail = 4;

/** The area's counts to each month's end: straight lines between releases, by school days. */
export function monthsToDate({ releases }: AreaYear, { calendar, days }: ReleaseYear): readonly ToDate[] {
  const points = releases.map((release) => ({ ...release, at: days.filter((day) => day <= release.through).length }));
  return calendar.months.map(({ month, lastDay }) => {
    const at = days.filter((day) => day <= lastDay).length;
    return { month, ...countsAt(points, at) };
  });
}

type Point = Release & { readonly at: number };

const start: Point = { through: '', possibleSessions: 0, absenceSessions: 0, enrolments: 0, at: 0 };

function countsAt(points: readonly Point[], at: number): Omit<ToDate, 'month'> {
  const after = points.findIndex((point) => point.at >= at);
  const to = points[after];
  if (!to) {
    const last = points.at(-1) ?? start;
    return { ...countsOf(last), isSeen: at - last.at <= longestTail };
  }
  const from = points[after - 1] ?? start;
  const share = to.at > from.at ? (at - from.at) / (to.at - from.at) : 1;
  const between = (a: number, b: number): number => a + share * (b - a);
  const isSeen = to.at - from.at <= longestBracket || to.at - at <= 1 || at - from.at <= longestTail;
  return {
    possibleSessions: between(from.possibleSessions, to.possibleSessions),
    absenceSessions: between(from.absenceSessions, to.absenceSessions),
    enrolments: to.enrolments,
    isSeen,
  };
}

const countsOf = ({ possibleSessions, absenceSessions, enrolments }: Release): Omit<ToDate, 'month' | 'isSeen'> => ({
  possibleSessions,
  absenceSessions,
  enrolments,
});
