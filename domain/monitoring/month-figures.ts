import { augustSessionsInSeptember, isAugust, isSeptember, mostAugustSessions } from '../shared/august.js';
import { absencePercent } from '../shared/rates.js';
import { type CalendarMonth } from '../shared/school-calendar.js';
import { defaultPlausibility, type Plausibility } from './plausibility.js';

/** A school's own return for one month. Sessions are of that month alone; the three enrolment counts are year to date. */
export interface MonthFigures {
  /** `yyyy-mm` */
  readonly month: string;
  /** When the figures were sent last, as a number that only grows; of two with the same `asOf` the later one applies. */
  readonly revision: number;
  readonly possibleSessions: number;
  readonly authorisedAbsenceSessions: number;
  readonly unauthorisedAbsenceSessions: number;
  readonly enrolments: number;
  readonly persistentlyAbsentEnrolments: number;
  readonly severelyAbsentEnrolments: number;
  /** `yyyy-mm-dd` on which the figures were taken from the school's system. */
  readonly asOf: string;
  /**
   * The nation's shift to date, percentage points, as it was known when the figures were passed on (national-shift.ts). It is kept with the
   * month so that a check can be replayed from what was known at the time.
   */
  readonly nationalShiftPoints?: number;
}

/** Absence of one month alone, per cent. The three rates are separate types so that a monthly rate is never compared with a yearly one. */
export type MonthRate = number & { readonly __rate: 'month' };
/** Absence from September to the end of a month, per cent. */
export type YearToDateRate = number & { readonly __rate: 'year-to-date' };
/** Absence of a whole academic year, per cent. */
export type YearRate = number & { readonly __rate: 'year' };

export const monthRate = (percent: number): MonthRate => percent as MonthRate;
export const yearToDateRate = (percent: number): YearToDateRate => percent as YearToDateRate;
export const yearRate = (percent: number): YearRate => percent as YearRate;

export const absenceSessionsOf = (figures: MonthFigures): number =>
  figures.authorisedAbsenceSessions + figures.unauthorisedAbsenceSessions;

/** The month's own absence rate; undefined when no session was possible. */
export function monthAbsence(figures: MonthFigures): MonthRate | undefined {
  const { possibleSessions } = figures;
  const percent = absencePercent([{ possibleSessions, absenceSessions: absenceSessionsOf(figures) }]);
  return percent === undefined ? undefined : monthRate(percent);
}

export type MonthChange = 'new' | 'restated' | 'duplicate' | 'older';

export interface AcceptedMonth {
  /** One entry a month, in calendar order. */
  readonly months: readonly MonthFigures[];
  readonly change: MonthChange;
}

/** Negative where `a` is older than `b`: the figures taken last count, and of two taken on one day those sent last. */
const byAge = (a: MonthFigures, b: MonthFigures): number =>
  a.asOf === b.asOf ? a.revision - b.revision : a.asOf < b.asOf ? -1 : 1;

/**
 * Adds a month's figures to those held. The result depends on the set of figures seen, not on the order in which they came: newer figures
 * replace the held ones even where the numbers agree, because others may lie between the two.
 */
export function acceptMonth(held: readonly MonthFigures[], incoming: MonthFigures): AcceptedMonth {
  const present = held.find(({ month }) => month === incoming.month);
  const age = present ? byAge(incoming, present) : 1;
  if (age === 0) return { months: held, change: 'duplicate' };
  if (age < 0) return { months: held, change: 'older' };
  const others = held.filter(({ month }) => month !== incoming.month);
  const months = [...others, incoming].sort((a, b) => (a.month < b.month ? -1 : 1));
  return { months, change: present ? 'restated' : 'new' };
}

/**
 * Why a month's figures cannot be right, in words for the school, or undefined. Such a month is kept and shown, and is not judged. Sources:
 * docs/sources/absence-statistics.md#removed-before-publication, docs/sources/expectation.md#wrong-figures,
 * docs/sources/data-formats.md#marks.
 */
export function implausible(
  figures: MonthFigures,
  calendarMonth: CalendarMonth,
  limits: Plausibility = defaultPlausibility,
): string | undefined {
  return countsUnfit(figures) ?? enrolmentsUnfit(figures) ?? levelUnfit(figures, calendarMonth, limits);
}

function countsUnfit(figures: MonthFigures): string | undefined {
  const counts = [
    figures.possibleSessions,
    figures.authorisedAbsenceSessions,
    figures.unauthorisedAbsenceSessions,
    figures.enrolments,
    figures.persistentlyAbsentEnrolments,
    figures.severelyAbsentEnrolments,
  ];
  if (counts.some((count) => !Number.isFinite(count) || count < 0)) return 'A count is negative or not a number.';
  if (figures.possibleSessions === 0) return 'No session was possible in this month.';
  if (absenceSessionsOf(figures) > figures.possibleSessions) return 'There are more absences than possible sessions.';
  return undefined;
}

function enrolmentsUnfit(figures: MonthFigures): string | undefined {
  const { enrolments, persistentlyAbsentEnrolments, severelyAbsentEnrolments } = figures;
  if (enrolments < 1) return 'No pupil is enrolled.';
  if (persistentlyAbsentEnrolments > enrolments) return 'More pupils are persistently absent than are enrolled.';
  if (severelyAbsentEnrolments > persistentlyAbsentEnrolments) {
    return 'More pupils are severely absent than are persistently absent; the severely absent are part of them.';
  }
  return undefined;
}

/** Of one pupil; a return for September may hold the days of August as well. */
function mostSessions({ month, plannedSessions }: CalendarMonth, { greatestPossibleShare }: Plausibility): number {
  if (isAugust(month)) return mostAugustSessions(month);
  const early = isSeptember(month) ? augustSessionsInSeptember(month) : 0;
  return Math.max(plannedSessions * greatestPossibleShare, plannedSessions + early);
}

function levelUnfit(figures: MonthFigures, calendarMonth: CalendarMonth, limits: Plausibility): string | undefined {
  const { possibleSessions, enrolments, asOf } = figures;
  const most = enrolments * mostSessions(calendarMonth, limits);
  if (asOf < calendarMonth.lastDay) return 'The figures were taken before the month had ended.';
  if (possibleSessions > most)
    return 'There are more possible sessions than the enrolled pupils could attend in this month.';
  const rate = monthAbsence(figures) ?? 0;
  if (rate > limits.greatestAbsencePercent) return 'Absence is unusually high. Please check the registers first.';
  if (rate === 0 && possibleSessions >= limits.leastSessionsWithSomeAbsence) {
    return 'No absence is reported at all. Please check the registers first.';
  }
  return undefined;
}
