import { yearInWords } from '../shared/academic-year.js';
import { type ExpectationCalibration } from './expectations.js';
import { type HubEffect } from './hub-openings.js';
import { type Estimate } from './interval.js';
import { groupingNames, type Grouping, type GroupRate } from './rates.js';
import { type RegressionToMean } from './regression-to-mean.js';
import { type LearningReport } from './report.js';

/** The report in plain English, for people who decide on the next year. */
export function learningText(report: LearningReport): string {
  return [
    `Lessons of ${yearInWords(report.academicYear)}, from ${report.schools} schools`,
    ...section('Were the expected levels right?', expectations(report)),
    ...section('Could the monthly probabilities be believed?', probabilities(report)),
    ...section('How much of the improvement would have come by itself?', regression(report.regressionToMean)),
    ...section('What did the hubs add?', hubs(report.hubs)),
    ...section(
      `Who was referred for support? ${percent(report.referred)} of all`,
      groupingNames.flatMap((name) => [`By ${titles[name]}:`, ...rates(report.referredBy[name])]),
    ),
    ...section('Schools with a local shock, by region', rates(report.shocksByRegion)),
    ...section('Expectations that people overrode, by region', rates(report.overriddenByRegion)),
  ].join('\n');
}

const titles: Readonly<Record<Grouping, string>> = {
  deprivation: 'deprivation, in fifths',
  phase: 'phase',
  region: 'region',
  size: 'size',
  specialNeeds: 'pupils with special educational needs, in fifths',
};

const section = (title: string, lines: readonly string[]): readonly string[] => [
  '',
  title,
  ...lines.map((line) => `  ${line}`),
];

const points = ({ value, low, high }: Estimate): string =>
  `${value.toFixed(2)} points (between ${low.toFixed(2)} and ${high.toFixed(2)})`;

const percent = ({ value, low, high }: Estimate): string =>
  `${(100 * value).toFixed(1)}% (between ${(100 * low).toFixed(1)} and ${(100 * high).toFixed(1)})`;

function expectations({ expectations: { all, byPhase, byDeprivation } }: LearningReport): readonly string[] {
  if (!all) return ['No school has both an expected level and a whole year.'];
  return [
    calibrationLine('All', all),
    ...Object.entries(byPhase).map(([phase, calibration]) => calibrationLine(phase, calibration)),
    ...byDeprivation.map(({ fifth, calibration }) => calibrationLine(`deprivation fifth ${fifth}`, calibration)),
  ];
}

const calibrationLine = (name: string, calibration: ExpectationCalibration): string =>
  `${name}: ${calibration.schools} schools; absence ${calibration.biasPoints.toFixed(2)} points above expected on average; ` +
  `${percent(calibration.within80)} within the interval meant for 80%.`;

const probabilities = ({ probabilities: months }: LearningReport): readonly string[] =>
  months.length === 0
    ? ['No check has both a probability and a year that ended.']
    : months.map(
        ({ month, calibration }) =>
          `${month}: stated and came about differ by ${(100 * calibration.error).toFixed(1)} in 100, over ${calibration.count} checks.`,
      );

function regression(found: RegressionToMean | undefined): readonly string[] {
  if (!found) return ['Too few schools have the figures for it.'];
  const { shareOfImprovement } = found;
  return [
    `Of a baseline year's distance from the usual level, ${percent(found.shareThatReturns)} was gone a year later.`,
    `The ${found.supported} supported schools improved by ${found.improvementPoints.toFixed(2)} points, of which ` +
      `${points(found.returnedPoints)} are regression to the mean` +
      (shareOfImprovement === undefined ? '.' : `: ${(100 * shareOfImprovement).toFixed(0)}% of it.`),
    `Beyond that: ${points(found.supportPoints)}. Support was not given at random, so this does not prove a cause.`,
  ];
}

function hubs(found: HubEffect | undefined): readonly string[] {
  if (!found) return ['Too few hubs opened during the year to compare before with after.'];
  return [
    `${found.hubs} hubs opened during the year; ${found.areasWithoutHub} areas had none; ` +
      `${found.hubsLeftOut} were open from the first month, so they show nothing.`,
    `Absence fell by ${points(found.points)} more where a hub had opened.`,
    ...(found.before ? [`In the month before, where there is nothing to find: ${points(found.before)}.`] : []),
    ...found.byMonthsSince.map(({ monthsSince, points: effect }) => `${monthsSince} months after: ${points(effect)}.`),
  ];
}

const rates = (groups: readonly GroupRate[]): readonly string[] =>
  groups.map(
    ({ group, schools, share }) =>
      `${group}: ${share ? percent(share) : 'too few schools for a rate'}; ${schools} schools.`,
  );
