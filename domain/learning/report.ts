import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { calibrationOf, type Calibration } from '../monitoring/calibration.js';
import { expectationCalibration, type ExpectationCalibration } from './expectations.js';
import { hubEffect, type HubArea, type HubEffect } from './hub-openings.js';
import { shareOf, type Estimate } from './interval.js';
import { type LearnedSchool } from './learned-school.js';
import { groupingNames, groupings, ratesBy, type Grouping, type GroupRate } from './rates.js';
import { regressionToMean, type RegressionToMean } from './regression-to-mean.js';

export interface LearningInput {
  readonly academicYear: AcademicYear;
  readonly schools: readonly LearnedSchool[];
  /** This year's national absence of the phase less the baseline year's, percentage points. */
  readonly nationalShift: Readonly<Record<AbsencePhase, number>>;
  readonly hubAreas: readonly HubArea[];
  readonly judgedUnder: JudgedUnder;
}

/** Versions of the rules that the year was expected and watched by. */
export interface JudgedUnder {
  /** More than one where a model was fitted again in mid-year. */
  readonly baseline: readonly string[];
  readonly monitoring: string;
  readonly season: string;
}

/** What a test-and-learn year teaches. JSON throughout; parts that the year cannot show are left out. No school is named. */
export interface LearningReport {
  readonly academicYear: AcademicYear;
  readonly schools: number;
  /** Missing in reports of builds that did not write it. */
  readonly judgedUnder?: JudgedUnder;
  readonly expectations: {
    readonly all?: ExpectationCalibration;
    readonly byPhase: Readonly<Partial<Record<AbsencePhase, ExpectationCalibration>>>;
    /** From the most deprived fifth to the least. */
    readonly byDeprivation: readonly { readonly fifth: number; readonly calibration: ExpectationCalibration }[];
  };
  readonly probabilities: readonly { readonly month: string; readonly calibration: Calibration }[];
  readonly regressionToMean?: RegressionToMean;
  readonly hubs?: HubEffect;
  readonly referred: Estimate;
  readonly referredBy: Readonly<Record<Grouping, readonly GroupRate[]>>;
  readonly shocksByRegion: readonly GroupRate[];
  readonly overriddenByRegion: readonly GroupRate[];
}

const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

export function learningReport(input: LearningInput): LearningReport {
  const { academicYear, schools, nationalShift, hubAreas, judgedUnder } = input;
  const regression = regressionToMean(schools, nationalShift);
  const hubs = hubEffect(hubAreas);
  return {
    academicYear,
    schools: schools.length,
    judgedUnder,
    expectations: expectationsOf(input),
    probabilities: probabilitiesOf(schools),
    ...(regression && { regressionToMean: regression }),
    ...(hubs && { hubs }),
    referred: shareOf(schools.filter(({ isReferred }) => isReferred).length, schools.length),
    referredBy: Object.fromEntries(
      groupingNames.map((name) => [name, ratesBy(schools, groupings[name], ({ isReferred }) => isReferred)]),
    ) as Record<Grouping, readonly GroupRate[]>,
    shocksByRegion: ratesBy(schools, groupings.region, ({ shocks }) => shocks > 0),
    overriddenByRegion: ratesBy(schools, groupings.region, ({ isOverridden }) => isOverridden),
  };
}

function expectationsOf({ schools, nationalShift }: LearningInput): LearningReport['expectations'] {
  const of = (some: readonly LearnedSchool[]): ExpectationCalibration | undefined =>
    expectationCalibration(some, nationalShift);
  const all = of(schools);
  return {
    ...(all && { all }),
    byPhase: Object.fromEntries(
      phases.flatMap((phase) => {
        const calibration = of(schools.filter((school) => school.phase === phase));
        return calibration ? [[phase, calibration]] : [];
      }),
    ),
    byDeprivation: [1, 2, 3, 4, 5].flatMap((fifth) => {
      const calibration = of(schools.filter(({ deprivationFifth }) => deprivationFifth === fifth));
      return calibration ? [{ fifth, calibration }] : [];
    }),
  };
}

/** Of schools whose year was seen to its end. */
function probabilitiesOf(schools: readonly LearnedSchool[]): LearningReport['probabilities'] {
  const months = [...new Set(schools.flatMap(({ checks }) => checks.map(({ month }) => month)))].sort();
  return months.flatMap((month) => {
    const stated = schools.flatMap(({ checks, isShort }) => {
      const check = checks.find((each) => each.month === month);
      return check && isShort !== undefined ? [{ probability: check.probability, isTrue: isShort }] : [];
    });
    return stated.length > 0 ? [{ month, calibration: calibrationOf(stated) }] : [];
  });
}
