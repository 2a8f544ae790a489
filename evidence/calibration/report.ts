import { calibrationOf, type Calibration } from '../../domain/monitoring/calibration.js';
import { type AreaStray } from '../../domain/monitoring/noise.js';
import { type PhaseSeason } from '../../domain/monitoring/phase-season.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { learnAreaStray } from './learn-noise.js';
import { learnSeason } from './learn-season.js';
import { byPhase, leaveOut, phases, type ByPhase } from './left-out-year.js';
import { pathErrors, type PathError } from './path-error.js';
import { forecastsOf, type Forecast } from './probabilities.js';
import { releaseYears } from './release-years.js';
import { readReleases } from './releases.js';
import { unitsOf } from './units.js';

export interface MonthCalibration {
  readonly calendarMonth: string;
  readonly all: Calibration;
  /** The calibration error of each phase alone. */
  readonly errorByPhase: ByPhase<number>;
}

export type ErrorName = Exclude<keyof PathError, 'phase'>;

export interface CalibrationReport {
  readonly units: number;
  readonly forecasts: number;
  readonly months: readonly MonthCalibration[];
  /** From January on. */
  readonly fromJanuary: Calibration;
  /** Root mean square errors of the year-end rate predicted at Christmas, percentage points, of units with a year before. */
  readonly pathAtChristmas: ByPhase<Readonly<Record<ErrorName, number>> & { readonly units: number }>;
  /** Learned from all years, or from the two later ones: the constants of learned-season.ts and policy.ts. */
  readonly learned: { readonly season: ByPhase<PhaseSeason>; readonly areaStray: ByPhase<AreaStray> };
}

const schoolMonths = ['10', '11', '12', '01', '02', '03', '04', '05', '06'];
const fromJanuary = schoolMonths.slice(3);

/** In the first year schools sent their registers only if they wished to, and there was an outbreak. */
const firstYear = '202223';

/** Every authority and phase of every year, judged with parameters learned from the other years. `path`: the file of fortnightly releases. */
export function calibrationReport(path: string): CalibrationReport {
  const areas = readReleases(path);
  const units = unitsOf(areas);
  const left = releaseYears.map(({ academicYear }) => leaveOut(academicYear, areas, units));
  const forecasts = left.flatMap((year) => forecastsOf(year, units));
  const errors = left.flatMap((year) => pathErrors(year, { areas, units }, '12'));
  const later = units.filter(({ area }) => area.academicYear !== firstYear);
  return {
    units: units.length,
    forecasts: forecasts.length,
    months: schoolMonths.map((calendarMonth) => monthCalibration(calendarMonth, forecasts)),
    fromJanuary: calibration(forecasts.filter(({ calendarMonth }) => fromJanuary.includes(calendarMonth))),
    pathAtChristmas: byPhase((phase) => rootMeanSquares(errors.filter((error) => error.phase === phase))),
    learned: {
      season: byPhase((phase) =>
        learnSeason(areas.filter((area) => area.level === 'national' && area.phase === phase)),
      ),
      areaStray: byPhase((phase) => learnAreaStray(later.filter(({ area }) => area.phase === phase))),
    },
  };
}

const calibration = (forecasts: readonly Forecast[]): Calibration =>
  calibrationOf(forecasts.map(({ probability, isShort }) => ({ probability, isTrue: isShort })));

function monthCalibration(calendarMonth: string, forecasts: readonly Forecast[]): MonthCalibration {
  const ofMonth = forecasts.filter((forecast) => forecast.calendarMonth === calendarMonth);
  const errorOf = (phase: AbsencePhase): number =>
    calibration(ofMonth.filter((forecast) => forecast.phase === phase)).error;
  return { calendarMonth, all: calibration(ofMonth), errorByPhase: byPhase(errorOf) };
}

export const errorNames: readonly ErrorName[] = [
  'naive',
  'path',
  'halfRegionalPath',
  'regionalPath',
  'naiveLessNation',
  'pathLessNation',
];

function rootMeanSquares(
  errors: readonly PathError[],
): Readonly<Record<ErrorName, number>> & { readonly units: number } {
  const of = (name: ErrorName): number =>
    Math.sqrt(errors.reduce((sum, error) => sum + error[name] ** 2, 0) / errors.length);
  return {
    units: errors.length,
    naive: of('naive'),
    path: of('path'),
    halfRegionalPath: of('halfRegionalPath'),
    regionalPath: of('regionalPath'),
    naiveLessNation: of('naiveLessNation'),
    pathLessNation: of('pathLessNation'),
  };
}

/** For people. */
export function calibrationText(report: CalibrationReport): string {
  const three = (value: number): string => value.toFixed(3);
  const months = report.months.map(({ calendarMonth, all, errorByPhase }) =>
    [
      calendarMonth,
      String(all.count).padStart(6),
      three(all.error),
      ...phases.map((phase) => three(errorByPhase[phase])),
    ].join('   '),
  );
  const bins = report.fromJanuary.bins.map(
    ({ from, to, count, meanProbability, shareTrue }) =>
      `${from.toFixed(1)}–${to.toFixed(1)} ${String(count).padStart(6)}   ${three(meanProbability)}   ${three(shareTrue)}`,
  );
  const paths = phases.flatMap((phase) => [
    `${phase} (${report.pathAtChristmas[phase].units})`,
    ...errorNames.map((name) => `  ${name.padEnd(18)} ${three(report.pathAtChristmas[phase][name])}`),
  ]);
  const strays = phases.map((phase) => {
    const { monthVariance, seasonVariance } = report.learned.areaStray[phase];
    return `${phase.padEnd(10)} month ${three(monthVariance)}   season ${three(seasonVariance)}`;
  });
  return [
    `${report.units} authority, phase and year; ${report.forecasts} monthly probabilities, each judged by the other years`,
    '',
    'month   count   error   primary   secondary   special',
    ...months,
    '',
    'from January on: stated, came about',
    ...bins,
    `error ${three(report.fromJanuary.error)}, Brier score ${three(report.fromJanuary.brierScore)}`,
    '',
    'year-end rate foretold at Christmas: root mean square error, points',
    ...paths,
    '',
    'variance of what the schools of an area share (2023/24 and 2024/25)',
    ...strays,
  ].join('\n');
}
