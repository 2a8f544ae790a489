import { yearRate } from '../../domain/monitoring/month-figures.js';
import { type PhaseSeason } from '../../domain/monitoring/phase-season.js';
import { seasonTowards } from '../../domain/monitoring/season-learning.js';
import { expectedYearToDateAbsencePercent, type MonthSessions } from '../../domain/monitoring/season.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { learnSeason } from './learn-season.js';
import { gapOf, type LeftOut } from './left-out-year.js';
import { type AreaYear } from './releases.js';
import { rateOf, sessionsByMonth, type Unit } from './units.js';

/** Year-end rates predicted at a month's end, minus the outcome; percentage points of absence. */
export interface PathError {
  readonly phase: AbsencePhase;
  /** Last year's year-end rate and this year's gap to last year's year to date. */
  readonly naive: number;
  /** The year to date over the season's share of a year's rate, with the nation's season. */
  readonly path: number;
  /** The same with the region's season, and with one half way to it. */
  readonly regionalPath: number;
  readonly halfRegionalPath: number;
  /** The first two without the nation's own change: these are what a judgement rests on. */
  readonly naiveLessNation: number;
  readonly pathLessNation: number;
}

/** The errors of every authority that has a year before it, at the end of a calendar month. */
export function pathErrors(
  left: LeftOut,
  { areas, units }: { readonly areas: readonly AreaYear[]; readonly units: readonly Unit[] },
  calendarMonth: string,
): readonly PathError[] {
  const regional = regionalSeasons(areas, left.academicYear);
  return units
    .filter(({ area }) => area.academicYear === left.academicYear)
    .flatMap((unit) => {
      const before = left.others.find(
        ({ area }) =>
          area.code === unit.area.code && area.phase === unit.area.phase && isYearBefore(area, left.academicYear),
      );
      return before ? errorsOf({ unit, before, left, region: regional(unit) }, calendarMonth) : [];
    });
}

const isYearBefore = ({ academicYear }: AreaYear, year: string): boolean =>
  Number(academicYear.slice(0, 4)) + 1 === Number(year.slice(0, 4));

function regionalSeasons(areas: readonly AreaYear[], academicYear: string): (unit: Unit) => PhaseSeason {
  const learned = new Map<string, PhaseSeason>();
  return ({ area: { region, phase } }) => {
    const key = `${region} ${phase}`;
    const season =
      learned.get(key) ??
      learnSeason(
        areas.filter(
          (area) =>
            area.level === 'regional' &&
            area.code === region &&
            area.phase === phase &&
            area.academicYear !== academicYear,
        ),
      );
    learned.set(key, season);
    return season;
  };
}

interface Pair {
  readonly unit: Unit;
  readonly before: Unit;
  readonly left: LeftOut;
  readonly region: PhaseSeason;
}

function errorsOf({ unit, before, left, region }: Pair, calendarMonth: string): readonly PathError[] {
  const { phase } = unit.area;
  const national = left.season.phases[phase];
  const [now, then] = [positionAt(unit, calendarMonth), positionAt(before, calendarMonth)];
  if (!now || !then) return [];
  const at = (season: PhaseSeason, rate: number): number => rate / shareOfYear(season, now.months);
  const naive = before.yearEnd + now.rate - then.rate;
  const path = at(national, now.rate);
  const naiveGap = gapOf(before) + (now.rate - now.nation) - (then.rate - then.nation);
  const pathGap = path - at(national, now.nation);
  return [
    {
      phase,
      naive: naive - unit.yearEnd,
      path: path - unit.yearEnd,
      regionalPath: at(region, now.rate) - unit.yearEnd,
      halfRegionalPath: at(seasonTowards(national, region, 0.5), now.rate) - unit.yearEnd,
      naiveLessNation: naiveGap - gapOf(unit),
      pathLessNation: pathGap - gapOf(unit),
    },
  ];
}

interface Position {
  readonly rate: number;
  readonly nation: number;
  readonly months: readonly MonthSessions[];
}

function positionAt(unit: Unit, calendarMonth: string): Position | undefined {
  const index = unit.toDate.findIndex(({ month }) => month.slice(5) === calendarMonth);
  const [now, nation] = [unit.toDate[index], unit.nation[index]];
  if (!now?.isSeen || !nation) return undefined;
  const sessions = sessionsByMonth(unit).slice(0, index + 1);
  const months = sessions.map((possibleSessions, at) => ({ month: unit.toDate[at]?.month ?? '', possibleSessions }));
  return { rate: rateOf(now), nation: rateOf(nation), months };
}

/** The year to date over the year's rate where the year ends at 1. */
const shareOfYear = (season: PhaseSeason, months: readonly MonthSessions[]): number =>
  expectedYearToDateAbsencePercent(season, yearRate(1), months) ?? Number.NaN;
