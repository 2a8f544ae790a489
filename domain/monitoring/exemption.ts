import { addDays, type DateWindow } from '../shared/dates.js';
import { isDate, type CalendarMonth, type SchoolCalendar } from '../shared/school-calendar.js';
import { type MonitoringPolicy } from './policy.js';
import { coveredSchoolDays, schoolDaysOf } from './school-days.js';

/**
 * Kinds of local shock. Strikes, examinations, holiday patterns and seasonal illness are not among them: the like-for-like path already
 * includes them. Source: docs/sources/local-shocks.md#kinds.
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

/** The fields of a shock that decide which days it sets aside. A window on its own applies unchanged. */
export interface DaysSetAside extends DateWindow {
  /** The last day set aside, where the shock was over before `to`. */
  readonly endedOn?: string;
  readonly isRevoked?: boolean;
  /** The last day set aside after a second person agreed to exceed the cap. */
  readonly extendedTo?: string;
}

/** A decision to leave dated days out of the comparison with the path. The published-style rate includes them. */
export interface ShockExemption extends DaysSetAside {
  readonly id: string;
  readonly kind: ShockKind;
  readonly evidence: string;
  /** Who decided, and the person at the school who asked, if any. */
  readonly openedBy: string;
  readonly requestedBy?: string;
  readonly openedAtMilliseconds: number;
  readonly isRevoked: boolean;
  readonly extendedBy?: string;
  readonly extensionEvidence?: string;
  /** The event of an area that it belongs to (area-shock.ts). */
  readonly eventId?: string;
}

/** Current windows: not revoked, and cut at the day on which the shock ended. */
export const windowsOf = (exemptions: readonly DaysSetAside[]): readonly DateWindow[] =>
  exemptions
    .filter(({ isRevoked }) => isRevoked !== true)
    .map(({ from, to, extendedTo, endedOn }) => ({ from, to: earlier(endedOn, extendedTo ?? to) }))
    .filter(({ from, to }) => from <= to);

const earlier = (date: string | undefined, other: string): string =>
  date !== undefined && date < other ? date : other;

/** Share of the month's school days that are set aside, 0 to 1; days in two exemptions count once. */
export function exemptShare(month: CalendarMonth, exemptions: readonly DaysSetAside[]): number {
  const days = schoolDaysOf(month);
  return days === 0 ? 0 : coveredSchoolDays(month, windowsOf(exemptions)) / days;
}

/** Share of the year's school days that are set aside, 0 to 1. */
export function exemptShareOfYear(calendar: SchoolCalendar, exemptions: readonly DaysSetAside[]): number {
  const windows = windowsOf(exemptions);
  const planned = calendar.months.reduce((sum, month) => sum + schoolDaysOf(month), 0);
  const covered = calendar.months.reduce((sum, month) => sum + coveredSchoolDays(month, windows), 0);
  return planned === 0 ? 0 : covered / planned;
}

/** Whether a window sets aside more school days than one shock may; source: docs/sources/local-shocks.md#evidence. */
export const exceedsCap = (window: DateWindow, calendar: SchoolCalendar, policy: MonitoringPolicy): boolean =>
  schoolDaysIn(window, calendar) > policy.shockCapSchoolDays;

/** Why a shock cannot be opened, in words for the person who opens it, or undefined. The past may be set aside; so may overlapping days. */
export function shockRefusal(
  shock: DateWindow & { readonly kind: string },
  calendar: SchoolCalendar,
  policy: MonitoringPolicy,
): string | undefined {
  const { kind, from, to } = shock;
  if (!isShockKind(kind)) return `"${kind}" is not a kind of shock. Use one of ${shockKinds.join(', ')}.`;
  if (!isDate(from) || !isDate(to)) return 'Give the first and last day as yyyy-mm-dd.';
  if (to < from) return 'The last day is before the first. Swap the two dates.';
  const firstDay = calendar.months[0]?.firstDay ?? calendar.startsOn;
  const lastDay = calendar.months.at(-1)?.lastDay ?? calendar.evaluateOn;
  if (from < firstDay || to > lastDay) return `Both days must lie in this school year, ${firstDay} to ${lastDay}.`;
  if (schoolDaysIn(shock, calendar) === 0)
    return 'There is no school day between these dates, so nothing would be set aside.';
  if (exceedsCap(shock, calendar, policy)) {
    return `One shock may set aside at most ${policy.shockCapSchoolDays} school days. Choose an earlier last day.`;
  }
  return undefined;
}

/** A shock to extend, and who asks for it. */
export interface Extension {
  readonly to: string;
  readonly extendedBy: string;
}

/**
 * Why a shock cannot be extended, or undefined. An extension needs a person other than the one who opened it, and gives at most the cap
 * once more. Source: docs/sources/local-shocks.md#evidence.
 */
export function extensionRefusal(
  shock: ShockExemption,
  { to, extendedBy }: Extension,
  calendar: SchoolCalendar,
  policy: MonitoringPolicy,
): string | undefined {
  const lastDay = calendar.months.at(-1)?.lastDay ?? calendar.evaluateOn;
  if (shock.isRevoked || shock.endedOn !== undefined) return 'This shock is over. Open another instead.';
  if (shock.extendedTo !== undefined)
    return 'This shock has already been extended once. Open another, with its own evidence.';
  if (extendedBy === shock.openedBy) return 'You opened this shock, so a second person must extend it.';
  if (!isDate(to)) return 'Give the last day as yyyy-mm-dd.';
  if (to <= shock.to) return 'The new last day must be after the current one.';
  if (to > lastDay) return `The last day must lie in this school year, which ends on ${lastDay}.`;
  return schoolDaysIn({ from: shock.from, to }, calendar) > 2 * policy.shockCapSchoolDays
    ? `With its extension a shock may set aside at most ${2 * policy.shockCapSchoolDays} school days. Choose an earlier last day.`
    : undefined;
}

/**
 * Whether a shock would continue another of its kind that the same person opened, with both together above the cap: the second then needs
 * another person. Shocks continue each other where no school day lies between them.
 */
export function evadesCap(
  shock: DateWindow & Pick<ShockExemption, 'kind' | 'openedBy'>,
  held: readonly ShockExemption[],
  calendar: SchoolCalendar,
  policy: MonitoringPolicy,
): boolean {
  const own = windowsOf(held.filter(({ kind, openedBy }) => kind === shock.kind && openedBy === shock.openedBy));
  const joined = joinedWith(shock, own, calendar);
  return joined.length > 1 && coveredDays(joined, calendar) > policy.shockCapSchoolDays;
}

/** The window joined with every window that it continues, directly or through others. */
function joinedWith(
  window: DateWindow,
  others: readonly DateWindow[],
  calendar: SchoolCalendar,
): readonly DateWindow[] {
  const touching = others.filter((other) => schoolDaysBetween(window, other, calendar) === 0);
  const apart = others.filter((other) => !touching.includes(other));
  return [window, ...touching.flatMap((other) => joinedWith(other, apart, calendar))];
}

function schoolDaysBetween(a: DateWindow, b: DateWindow, calendar: SchoolCalendar): number {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  const between = { from: addDays(first.to, 1), to: addDays(second.from, -1) };
  return between.from > between.to ? 0 : schoolDaysIn(between, calendar);
}

const schoolDaysIn = (window: DateWindow, calendar: SchoolCalendar): number => coveredDays([window], calendar);

const coveredDays = (windows: readonly DateWindow[], calendar: SchoolCalendar): number =>
  calendar.months.reduce((sum, month) => sum + coveredSchoolDays(month, windows), 0);
