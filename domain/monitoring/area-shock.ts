import { type DateWindow } from '../shared/dates.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { type AbsencePhase, type RegionCode } from '../shared/phase.js';
import { type ShockExemption, type ShockKind } from './exemption.js';

/** One event that affects the schools of an area: one decision, with one piece of evidence, opened, ended and revoked for all of them. */
export interface AreaEvent {
  readonly id: string;
  readonly kind: ShockKind;
  /** `yyyy-mm-dd`, ends included; it may run across a year's end. */
  readonly from: string;
  readonly to: string;
  readonly evidence: string;
  readonly openedBy: string;
  readonly openedAtMilliseconds: number;
  readonly area: EventArea;
}

/** Every mainstream school of the area, or those of one phase; schools named by URN in addition. */
export interface EventArea {
  readonly regionCode?: RegionCode;
  readonly laCodes?: readonly string[];
  readonly phase?: AbsencePhase;
  readonly urns?: readonly string[];
}

export interface SchoolInArea {
  readonly urn: string;
  readonly laCode: string;
  readonly regionCode: RegionCode;
  readonly phase: AbsencePhase;
}

/**
 * Whether the event covers a school. The rule is symmetric, so nobody chooses among the schools that it covers
 * (docs/sources/local-shocks.md#symmetry).
 */
export function isCovered(school: SchoolInArea, { regionCode, laCodes, phase, urns }: EventArea): boolean {
  if (urns?.includes(school.urn) === true) return true;
  if (regionCode === undefined && laCodes === undefined) return false;
  const isWithin =
    (regionCode === undefined || school.regionCode === regionCode) &&
    (laCodes === undefined || laCodes.includes(school.laCode));
  return isWithin && (phase === undefined || school.phase === phase);
}

/** The authority codes of an area that none of these schools is in: an old code after a reorganisation, or a slip. */
export const codesOfNobody = (schools: readonly SchoolInArea[], { laCodes = [] }: EventArea): readonly string[] =>
  laCodes.filter((code) => !schools.some(({ laCode }) => laCode === code));

/** The part of a window that lies in a calendar's school year; undefined where none does. Days in the next year belong to that year. */
export function windowWithin({ from, to }: DateWindow, calendar: SchoolCalendar): DateWindow | undefined {
  const firstDay = calendar.months[0]?.firstDay ?? calendar.startsOn;
  const lastDay = calendar.months.at(-1)?.lastDay ?? calendar.evaluateOn;
  const within = { from: from < firstDay ? firstDay : from, to: to > lastDay ? lastDay : to };
  return within.from <= within.to ? within : undefined;
}

/** The event as one school's shock in one year; undefined where the school is not covered or no day falls in the year. */
export function shockOf(event: AreaEvent, school: SchoolInArea, calendar: SchoolCalendar): ShockExemption | undefined {
  const window = windowWithin(event, calendar);
  if (!window || !isCovered(school, event.area)) return undefined;
  const { id, kind, evidence, openedBy, openedAtMilliseconds } = event;
  return {
    id: shockId(id, school.urn),
    eventId: id,
    kind,
    ...window,
    evidence,
    openedBy,
    openedAtMilliseconds,
    isRevoked: false,
  };
}

/** The id of an event's shock at a school combines both ids, so that a repeated signal opens only one shock. */
const shockId = (eventId: string, urn: string): string => `${eventId}/${urn}`;

/** The inverse: the event that a shock belongs to; undefined for a shock that was opened for a single school. */
export const eventOfShock = (id: string, urn: string): string | undefined =>
  id.endsWith(`/${urn}`) ? id.slice(0, -urn.length - 1) : undefined;
