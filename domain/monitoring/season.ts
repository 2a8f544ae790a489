import { type AbsencePhase } from '../shared/phase.js';
import { isAugust } from '../shared/august.js';
import { learnedSeason } from './learned-season.js';
import { yearRate, yearToDateRate, type YearRate, type YearToDateRate } from './month-figures.js';
import { type PhaseSeason, type SeasonMonth } from './phase-season.js';

/** The season as data: by phase, then by calendar month `01` to `12`. Pinned to each school-year when it starts. */
export interface Season {
  readonly version: string;
  readonly source: string;
  readonly phases: Readonly<Record<AbsencePhase, PhaseSeason>>;
}

/** Possible sessions of one month of the school's own, `yyyy-mm`. */
export interface MonthSessions {
  readonly month: string;
  readonly possibleSessions: number;
}

const ordinaryMonth: SeasonMonth = { relative: 1, weight: 1 };

/** The month's place in the season; August counts as September, and another month that the season lacks as an ordinary one. */
export const seasonOf = (season: PhaseSeason, month: string): SeasonMonth =>
  season[month.slice(5, 7)] ?? (isAugust(month) ? season['09'] : undefined) ?? ordinaryMonth;

/**
 * Year-to-date absence, per cent, of a school whose year will end at `yearAbsencePercent` and follows the season: the ratio of sums over
 * the school's own possible sessions, so that a short month, or a calendar that ends early, is compared like for like. undefined when no
 * session was possible. Source of the rule: docs/sources/absence-statistics.md#season.
 */
export function expectedYearToDateAbsencePercent(
  season: PhaseSeason,
  yearAbsencePercent: YearRate,
  months: readonly MonthSessions[],
): YearToDateRate | undefined {
  const sessions = months.reduce((sum, { possibleSessions }) => sum + possibleSessions, 0);
  const weighted = months.reduce(
    (sum, { month, possibleSessions }) => sum + possibleSessions * seasonOf(season, month).relative,
    0,
  );
  return sessions > 0 ? yearToDateRate((yearAbsencePercent * weighted) / sessions) : undefined;
}

/**
 * The factor by which the season averages 1 over these sessions. Calendars differ, and a floor is a level of the school's own year: over
 * its own year's sessions the path ends exactly at the floor.
 */
export function seasonScale(season: PhaseSeason, wholeYear: readonly MonthSessions[]): number {
  const average = expectedYearToDateAbsencePercent(season, yearRate(1), wholeYear) ?? 1;
  return average > 0 ? 1 / average : 1;
}

/** The national season of 2022/23 to 2024/25. */
export const defaultSeason: Season = {
  version: 'season-2022-2024',
  source: 'DfE, Pupil attendance in schools, national year-to-date releases 2022/23 to 2024/25',
  phases: learnedSeason,
};
