import { roundTo } from '../shared/rates.js';

/** A published year-to-date absence rate, with the school days of the year that had passed. */
export interface YearToDateReading {
  readonly schoolDays: number;
  readonly absencePercent: number;
}

/** A month as the readings' year had it. */
export interface ReadingMonth {
  /** `01` to `12` */
  readonly calendarMonth: string;
  readonly schoolDays: number;
  /** Sessions that a pupil on roll brings for each session planned: 1, or less once the oldest year has left. */
  readonly weight: number;
}

/** A month's place in the season of one phase. */
export interface SeasonMonth {
  /** The month's absence rate over the year's. */
  readonly relative: number;
  readonly weight: number;
}

export type PhaseSeason = Readonly<Record<string, SeasonMonth>>;

interface Point {
  readonly sessions: number;
  readonly absence: number;
}

/**
 * The season's shape from year-to-date readings: absence piled up to each month's end, by straight lines between readings, then
 * differenced and set against the whole year. Ratios of sums throughout, so the months weighted by their sessions average 1.
 */
export function seasonFromReadings(
  readings: readonly YearToDateReading[],
  months: readonly ReadingMonth[],
): PhaseSeason {
  const points = [{ sessions: 0, absence: 0 }, ...readings.map((reading) => pointOf(reading, months))];
  const last = points.at(-1) ?? { sessions: 0, absence: 0 };
  const yearRate = last.absence / last.sessions;
  let passed = 0;
  const entries = months.map(({ calendarMonth, schoolDays, weight }) => {
    const from = sessionsAfter(passed, months);
    passed += schoolDays;
    const to = Math.min(sessionsAfter(passed, months), last.sessions);
    const rate = (absenceAt(to, points) - absenceAt(from, points)) / (to - from);
    return [calendarMonth, { relative: roundTo(rate / yearRate, 4), weight }] as const;
  });
  return Object.fromEntries(entries);
}

function pointOf(reading: YearToDateReading, months: readonly ReadingMonth[]): Point {
  const sessions = sessionsAfter(reading.schoolDays, months);
  return { sessions, absence: sessions * reading.absencePercent };
}

/** Sessions per pupil on roll after so many school days, in days. */
function sessionsAfter(schoolDays: number, months: readonly ReadingMonth[]): number {
  let left = schoolDays;
  let sessions = 0;
  for (const month of months) {
    const days = Math.min(left, month.schoolDays);
    sessions += days * month.weight;
    left -= days;
  }
  return sessions;
}

function absenceAt(sessions: number, points: readonly Point[]): number {
  const next = points.findIndex((point) => point.sessions >= sessions);
  const to = points[next];
  const from = points[next - 1];
  if (!to) return points.at(-1)?.absence ?? 0;
  if (!from) return to.absence;
  return from.absence + ((to.absence - from.absence) * (sessions - from.sessions)) / (to.sessions - from.sessions);
}
