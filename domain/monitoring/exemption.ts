import { isDate, type CalendarMonth, type SchoolCalendar } from '../shared/school-calendar.js';
import { type MonitoringPolicy } from './policy.js';
import { coveredSchoolDays, schoolDaysOf, type DateWindow } from './school-days.js';

/**
 * Kinds of local shock. Strikes, examinations, holiday patterns and seasonal illness are not among them: they are in the
 * like-for-like path already. Source: domain dossier 6.2.3.
 */
export const shockKinds = [
  'enforced-closure-partial',
  'transport-failure',
  'severe-weather',
  'illness-outbreak',
  'building-safety',
  'local-disorder',
  'bereavement-or-critical-incident',
  'public-health-direction',
  'code-guidance-change',
  'data-fault',
] as const;

export type ShockKind = (typeof shockKinds)[number];

export const isShockKind = (text: string): text is ShockKind => (shockKinds as readonly string[]).includes(text);

/** A decision that dated days are left out of the comparison with the path. The published-style rate keeps them. */
export interface ShockExemption {
  readonly id: string;
  readonly kind: ShockKind;
  /** `yyyy-mm-dd`, ends included. */
  readonly from: string;
  readonly to: string;
  readonly evidence: string;
  readonly openedBy: string;
  readonly openedAtMilliseconds: number;
  /** The last day set aside, where the shock was over before `to`. */
  readonly endedOn?: string;
  readonly isRevoked: boolean;
}

/** Windows that hold: not revoked, and cut at the day on which the shock ended. */
export const windowsOf = (exemptions: readonly ShockExemption[]): readonly DateWindow[] =>
  exemptions
    .filter(({ isRevoked }) => !isRevoked)
    .map(({ from, to, endedOn }) => ({ from, to: endedOn !== undefined && endedOn < to ? endedOn : to }))
    .filter(({ from, to }) => from <= to);

/** Share of the month's school days that are set aside, 0 to 1; days in two exemptions count once. */
export function exemptShare(month: CalendarMonth, exemptions: readonly ShockExemption[]): number {
  const days = schoolDaysOf(month);
  return days === 0 ? 0 : coveredSchoolDays(month, windowsOf(exemptions)) / days;
}

/** Share of the year's school days that are set aside, 0 to 1. */
export function exemptShareOfYear(calendar: SchoolCalendar, exemptions: readonly ShockExemption[]): number {
  const windows = windowsOf(exemptions);
  const planned = calendar.months.reduce((sum, month) => sum + schoolDaysOf(month), 0);
  const covered = calendar.months.reduce((sum, month) => sum + coveredSchoolDays(month, windows), 0);
  return planned === 0 ? 0 : covered / planned;
}

/** Whether a window sets aside more school days than one shock may; source: domain dossier 6.2.4(d). */
export const exceedsCap = (window: DateWindow, calendar: SchoolCalendar, policy: MonitoringPolicy): boolean =>
  schoolDaysIn(window, calendar) > policy.shockCapSchoolDays;

/** Why a shock cannot be opened, in words for the person who opens it, or undefined. The past may be set aside; so may overlapping days. */
export function shockRefusal(
  shock: DateWindow & { readonly kind: string },
  calendar: SchoolCalendar,
  policy: MonitoringPolicy,
): string | undefined {
  const { kind, from, to } = shock;
  if (!isShockKind(kind)) return `"${kind}" is no kind of shock; use one of ${shockKinds.join(', ')}.`;
  if (!isDate(from) || !isDate(to)) return 'Write the first and the last day as yyyy-mm-dd.';
  if (to < from) return 'The last day is before the first; change the two round.';
  const firstDay = calendar.months[0]?.firstDay ?? calendar.startsOn;
  const lastDay = calendar.months.at(-1)?.lastDay ?? calendar.evaluateOn;
  if (from < firstDay || to > lastDay) return `Both days must lie in this school year, ${firstDay} to ${lastDay}.`;
  if (schoolDaysIn(shock, calendar) === 0)
    return 'There is no school day between these dates; nothing would be set aside.';
  if (exceedsCap(shock, calendar, policy)) {
    return `One shock may set aside at most ${policy.shockCapSchoolDays} school days; choose an earlier last day.`;
  }
  return undefined;
}

const schoolDaysIn = (window: DateWindow, calendar: SchoolCalendar): number =>
  calendar.months.reduce((sum, month) => sum + coveredSchoolDays(month, [window]), 0);
