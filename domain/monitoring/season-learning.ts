import { absencePercent, roundTo, type SessionCounts } from '../shared/rates.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type PhaseSeason } from './phase-season.js';

/** An area's figures for one school month. */
export interface ReportedMonth extends SessionCounts {
  /** `01` to `12` */
  readonly calendarMonth: string;
}

/**
 * The season's shape from whole years of one area and phase: a month's rate over its year's, both ratios of sums, and of several years
 * the middle one, so that a winter with an outbreak does not become the usual winter. Scaled so that the months, weighted by the sessions
 * of all years, average 1. Four decimals.
 */
export function seasonFromYears(phase: AbsencePhase, years: readonly (readonly ReportedMonth[])[]): PhaseSeason {
  const all = years.flat();
  const middles = [...new Set(all.map(({ calendarMonth }) => calendarMonth))].map((calendarMonth) => ({
    calendarMonth,
    relative: median(years.flatMap((months) => relativesOf(months, calendarMonth))),
    sessions: possible(all.filter((month) => month.calendarMonth === calendarMonth)),
  }));
  const average = middles.reduce((sum, { relative, sessions }) => sum + relative * sessions, 0) / possible(all);
  return Object.fromEntries(
    middles.map(({ calendarMonth, relative }) => [
      calendarMonth,
      { relative: roundTo(relative / average, 4), weight: monthWeight(phase, calendarMonth) },
    ]),
  );
}

function relativesOf(months: readonly ReportedMonth[], calendarMonth: string): readonly number[] {
  const year = absencePercent(months);
  const own = absencePercent(months.filter((month) => month.calendarMonth === calendarMonth));
  return year === undefined || own === undefined || year <= 0 ? [] : [own / year];
}

/**
 * Year 11 leaves during the summer term, and the second half of it is not counted for 15-year-olds
 * (docs/sources/absence-statistics.md#removed-before-publication): possible
 * sessions of secondaries fall to 85% of the earlier level in June and July 2025 (national rows of the releases).
 */
const monthWeight = (phase: AbsencePhase, calendarMonth: string): number =>
  phase === 'secondary' && (calendarMonth === '06' || calendarMonth === '07') ? 0.85 : 1;

/**
 * A region's season shrunk towards the nation's: `share` of the way from the nation to the region. Over two or three years the difference
 * is partly random.
 */
export const seasonTowards = (nation: PhaseSeason, region: PhaseSeason, share: number): PhaseSeason =>
  Object.fromEntries(
    Object.entries(nation).map(([calendarMonth, month]) => {
      const relative = region[calendarMonth]?.relative ?? month.relative;
      return [calendarMonth, { ...month, relative: roundTo(month.relative + share * (relative - month.relative), 4) }];
    }),
  );

const possible = (months: readonly SessionCounts[]): number =>
  months.reduce((sum, { possibleSessions }) => sum + possibleSessions, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const lower = sorted[Math.ceil(middle) - 1] ?? 1;
  return (lower + (sorted[Math.floor(middle)] ?? lower)) / 2;
}
