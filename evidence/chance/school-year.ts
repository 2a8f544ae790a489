import { type JudgementInput } from '../../domain/monitoring/judgement.js';
import { type MonthFigures, type YearRate } from '../../domain/monitoring/month-figures.js';
import { type AreaStray } from '../../domain/monitoring/noise.js';
import { type MonitoringPolicy } from '../../domain/monitoring/policy.js';
import { seasonOf, seasonScale, type Season } from '../../domain/monitoring/season.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { type CalendarMonth, type SchoolCalendar } from '../../domain/shared/school-calendar.js';

/** A school whose true level lies `shortPoints` of absence above its ceiling. */
export interface TrueSchool {
  readonly phase: AbsencePhase;
  readonly enrolments: number;
  readonly ceilingPercent: YearRate;
  readonly shortPoints: number;
}

/**
 * How a year deviates from its true level; variances in squared percentage points. Sources: docs/sources/statistics.md#noise-of-a-month for
 * the school's own month and year, the fortnightly releases for the month that an authority shares (`npm run calibrate`), the weekly ones for weeks that
 * correlate by 0.2, of which a month of four keeps 0.1.
 */
export interface YearNoise {
  /** Variance of a month's rate divided by that of independent absences. */
  readonly overdispersion: number;
  readonly area: AreaStray;
  readonly yearVariance: number;
  readonly yearVariancePerPupil: number;
  readonly monthCorrelation: number;
  /** One standard deviation of the nation's month, which every school shares and which is published. */
  readonly nationDeviation: number;
}

export interface Terms {
  readonly calendar: SchoolCalendar;
  readonly season: Season;
  readonly policy: MonitoringPolicy;
  readonly noise: YearNoise;
}

/** One drawn year, as the product would judge it; `draw` gives standard normal numbers. */
export function drawYear(school: TrueSchool, terms: Terms, draw: () => number): JudgementInput {
  const { calendar, noise } = terms;
  const own = steady(draw, noise.monthCorrelation);
  const nation = steady(draw, 0.5);
  const common =
    draw() * Math.sqrt(noise.yearVariance + noise.yearVariancePerPupil / school.enrolments) + school.shortPoints;
  const path = levels(school, terms);
  const area = areaStrays(noise.area, path, draw);
  let sessionsToDate = 0;
  let shiftSessions = 0;
  const months = path.map(({ month, percent, possibleSessions }, index) => {
    const nationPoints = noise.nationDeviation * nation();
    sessionsToDate += possibleSessions;
    shiftSessions += possibleSessions * nationPoints;
    const mean = percent + common + nationPoints + (area[index] ?? 0);
    const variance = (noise.overdispersion * mean * (100 - mean)) / possibleSessions;
    return {
      ...figures(month, { possibleSessions, enrolments: school.enrolments, percent: skewed(mean, variance, own()) }),
      nationalShiftPoints: shiftSessions / sessionsToDate,
    };
  });
  return {
    phase: school.phase,
    floorAttendancePercent: 100 - school.ceilingPercent,
    months,
    exemptions: [],
    acceptedGaps: [],
    calendar,
    season: terms.season,
    policy: terms.policy,
  };
}

/** What the area's schools share in each month; over the year's sessions it adds up to zero. */
function areaStrays(area: AreaStray, path: readonly MonthLevel[], draw: () => number): readonly number[] {
  const tilt = Math.sqrt(area.seasonVariance) * draw();
  const half = path.length / 2;
  const strays = path.map((_, index) => (index < half ? tilt / 2 : -tilt / 2) + Math.sqrt(area.monthVariance) * draw());
  const sessions = path.map(({ possibleSessions }) => possibleSessions);
  const total = sessions.reduce((sum, count) => sum + count, 0);
  const mean = strays.reduce((sum, stray, index) => sum + (stray * (sessions[index] ?? 0)) / total, 0);
  return strays.map((stray) => stray - mean);
}

/** Successive draws with variance 1 that correlate. */
function steady(draw: () => number, correlation: number): () => number {
  let last = draw();
  return () => {
    const now = last;
    last = correlation * last + Math.sqrt(1 - correlation ** 2) * draw();
    return now;
  };
}

/** Absence is never negative and deviates further up than down: a lognormal of this mean and variance. Never above 60%. */
function skewed(mean: number, variance: number, normal: number): number {
  const level = Math.max(mean, 0.3);
  const logVariance = Math.log(1 + variance / level ** 2);
  return Math.min(level * Math.exp(Math.sqrt(logVariance) * normal - logVariance / 2), 60);
}

interface MonthLevel {
  readonly month: CalendarMonth;
  readonly percent: number;
  readonly possibleSessions: number;
}

/** The path that ends at the ceiling. */
function levels({ phase, enrolments, ceilingPercent }: TrueSchool, terms: Terms): readonly MonthLevel[] {
  const season = terms.season.phases[phase];
  const months = terms.calendar.months.map((month) => ({
    month,
    possibleSessions: Math.round(enrolments * month.plannedSessions * seasonOf(season, month.month).weight),
  }));
  const sessions = months.map(({ month, possibleSessions }) => ({ month: month.month, possibleSessions }));
  const scale = ceilingPercent * seasonScale(season, sessions);
  return months.map((month) => ({ ...month, percent: scale * seasonOf(season, month.month.month).relative }));
}

interface Drawn {
  readonly possibleSessions: number;
  readonly enrolments: number;
  readonly percent: number;
}

function figures({ month, lastDay }: CalendarMonth, { possibleSessions, enrolments, percent }: Drawn): MonthFigures {
  return {
    month,
    revision: 1,
    possibleSessions,
    authorisedAbsenceSessions: Math.max(Math.round((possibleSessions * percent) / 100), 1),
    unauthorisedAbsenceSessions: 0,
    enrolments,
    persistentlyAbsentEnrolments: 0,
    severelyAbsentEnrolments: 0,
    asOf: lastDay,
  };
}
