import { expectFrame, type SchoolExpected } from '../baseline/expect.js';
import { setExpectation, type ExpectationPolicy } from '../baseline/expectation.js';
import { type BaselineModel } from '../baseline/model.js';
import { type NationalRates } from '../baseline/national-rates.js';
import { requireNational } from '../baseline/prepare.js';
import { absenceIn, type Frame, type SchoolHistory } from '../baseline/types.js';
import { referenceYears } from '../drafting/reference-years.js';
import { monthlyVariance, wholeYearVariance } from '../monitoring/noise.js';
import { type MonitoringPolicy } from '../monitoring/policy.js';
import { shiftYear } from '../shared/academic-year.js';
import { attendanceFromAbsence } from '../shared/rates.js';
import { fifthsWithinPhase } from './fifths.js';
import { intakeValues, type IntakeChoice } from './intake.js';
import { type JudgedSchool, type ReferralDistance } from './judged-school.js';

export interface JudgePolicies {
  readonly expectation: ExpectationPolicy;
  readonly monitoring: MonitoringPolicy;
}

export interface JudgeTerms extends JudgePolicies {
  /** Rates that also hold the judged year; the model's own end before it. */
  readonly nationalRates: NationalRates;
  readonly intake: IntakeChoice;
  readonly isRural?: (urn: string) => boolean | undefined;
  /** Only these schools are judged, those that would have had an expectation; all serve the comparisons. */
  readonly isJudged?: (urn: string) => boolean;
}

type Expected = Extract<SchoolExpected, { kind: 'expected' }>;

interface Pair {
  readonly school: SchoolHistory;
  readonly expected: Expected;
  readonly absencePercent: number;
}

/**
 * Sets what a model expects of a frame's schools against how its target year came out. The frame holds the target year; the model
 * looks only at the years before it. Schools without an expected value or an outcome are left out.
 * @throws RangeError when a national rate of the judged year or the year before is missing.
 */
export function judgeFrame(model: BaselineModel, frame: Frame, terms: JudgeTerms): readonly JudgedSchool[] {
  const answers = expectFrame(model, frame);
  const pairs = frame.schools.flatMap((school, position): Pair[] => {
    const expected = answers[position];
    const absencePercent = absenceIn(school, frame.targetYear);
    const isWanted = terms.isJudged?.(school.urn) ?? true;
    if (expected?.kind !== 'expected' || absencePercent === undefined || !isWanted) return [];
    return school.enrolments === undefined ? [] : [{ school, expected, absencePercent }];
  });
  const fifths = fifthsOf(frame, terms.intake);
  return pairs.map((pair) => ({ ...judged(pair, frame, terms), fifths: fifths.get(pair.school.urn) ?? {} }));
}

/** Fifths of all schools of the phase that have an outcome, including those not judged. */
function fifthsOf(frame: Frame, intake: IntakeChoice): ReadonlyMap<string, JudgedSchool['fifths']> {
  const schools = frame.schools.filter((school) => absenceIn(school, frame.targetYear) !== undefined);
  const values = intakeValues(intake);
  const ranked = Object.entries(values).map(
    ([measure, of]) =>
      [measure, fifthsWithinPhase(schools.map((school) => ({ phase: school.phase, value: of(school) })))] as const,
  );
  return new Map(
    schools.map(({ urn }, position) => [
      urn,
      Object.fromEntries(
        ranked.flatMap(([measure, fifths]) => (fifths[position] === undefined ? [] : [[measure, fifths[position]]])),
      ),
    ]),
  );
}

function judged(
  { school, expected: { expected, similar }, absencePercent }: Pair,
  { targetYear }: Frame,
  terms: JudgeTerms,
): Omit<JudgedSchool, 'fifths'> {
  const { phase, regionCode, enrolments = 0, urn } = school;
  const lastYear = shiftYear(targetYear, -1);
  const shift =
    requireNational(terms.nationalRates, phase, targetYear) - requireNational(terms.nationalRates, phase, lastYear);
  const prePandemic =
    referenceYears.prePandemic < targetYear ? absenceIn(school, referenceYears.prePandemic) : undefined;
  const { floorAttendancePercent } = setExpectation(terms.expectation, {
    expectedAbsencePercent: expected.expectedAbsencePercent,
    similarAttendancePercent: similar.meanPercent,
    similarTopDecileAttendancePercent: similar.topDecilePercent,
    ...(prePandemic !== undefined && { prePandemicAttendancePercent: attendanceFromAbsence(prePandemic) }),
  });
  const ceilingAbsencePercent = 100 - floorAttendancePercent;
  const isRural = terms.isRural?.(urn);
  return {
    judgedYear: targetYear,
    phase,
    regionCode,
    enrolments,
    ...(isRural !== undefined && { isRural }),
    expectedAbsencePercent: expected.expectedAbsencePercent,
    standardDeviationPoints: expected.standardDeviationPoints,
    interval80: expected.interval80,
    interval95: expected.interval95,
    outcomeAbsencePercent: absencePercent - shift,
    ceilingAbsencePercent,
    referral: referralDistance(terms.monitoring, { phase, enrolments, ceilingAbsencePercent }),
  };
}

/** A whole year as the monitoring rules count it: eleven months, and the sessions of the median school; source: the national panel, 2017/18. */
const monthsOfYear = 11;
const sessionsPerEnrolment = 361;

function referralDistance(
  { noise, leastShortfallPoints, leastStandardErrors }: MonitoringPolicy,
  { phase, enrolments, ceilingAbsencePercent }: Pick<JudgedSchool, 'phase' | 'enrolments' | 'ceilingAbsencePercent'>,
): ReferralDistance {
  const sessions = Array.from({ length: monthsOfYear }, () => (enrolments * sessionsPerEnrolment) / monthsOfYear);
  const variance =
    monthlyVariance(noise[phase], { absencePercent: ceilingAbsencePercent, sessions }) +
    wholeYearVariance(noise[phase], enrolments);
  const standardErrorPoints = Math.sqrt(variance);
  return {
    standardErrorPoints,
    shortfallPoints: Math.max(leastShortfallPoints, leastStandardErrors * standardErrorPoints),
  };
}
