import { type Interval } from '../baseline/expect.js';
import { normalProbabilityBelow } from '../monitoring/normal-distribution.js';
import { meanEstimate, shareEstimate, type Estimate } from './estimate.js';
import { type JudgedSchool } from './judged-school.js';

/** Bias in percentage points of absence, positive where more absence came than was expected; the rest are shares, 0 to 1. */
export interface Measures {
  readonly bias: Estimate;
  readonly cover80: Estimate;
  readonly cover95: Estimate;
  /** Met the expectation, the national change taken out. */
  readonly met: Estimate;
  /** Short of it by the distance at which support would be proposed. */
  readonly short: Estimate;
  /** Would be short by that distance through a year's noise alone, were each school exactly at its expectation. */
  readonly chanceReferral: Estimate;
}

export const measureNames = ['bias', 'cover80', 'cover95', 'met', 'short', 'chanceReferral'] as const;
export type MeasureName = (typeof measureNames)[number];

export const measureTitles: Readonly<Record<MeasureName, string>> = {
  bias: 'Bias: absence that came less absence expected, percentage points',
  cover80: 'Results inside the 80% range',
  cover95: 'Results inside the 95% range',
  met: 'Met the expectation',
  short: 'Short by the distance at which support is proposed',
  chanceReferral: 'Would be that short by chance alone',
};

/** All measures of one group. @throws RangeError when the group has fewer than two schools. */
export const measuresOf = (schools: readonly JudgedSchool[]): Measures => ({
  bias: meanEstimate(schools.map((school) => school.outcomeAbsencePercent - school.expectedAbsencePercent)),
  cover80: share(schools, ({ interval80, outcomeAbsencePercent }) => isIn(interval80, outcomeAbsencePercent)),
  cover95: share(schools, ({ interval95, outcomeAbsencePercent }) => isIn(interval95, outcomeAbsencePercent)),
  met: share(schools, isMet),
  short: share(
    schools,
    ({ outcomeAbsencePercent, ceilingAbsencePercent, referral }) =>
      outcomeAbsencePercent - ceilingAbsencePercent > referral.shortfallPoints,
  ),
  chanceReferral: meanEstimate(schools.map(chanceOfReferral)),
});

const isIn = ({ low, high }: Interval, value: number): boolean => value >= low && value <= high;

export const isMet = ({ outcomeAbsencePercent, ceilingAbsencePercent }: JudgedSchool): boolean =>
  outcomeAbsencePercent <= ceilingAbsencePercent;

const chanceOfReferral = ({ referral: { shortfallPoints, standardErrorPoints } }: JudgedSchool): number =>
  normalProbabilityBelow(-shortfallPoints / standardErrorPoints);

const share = (schools: readonly JudgedSchool[], isCounted: (school: JudgedSchool) => boolean): Estimate =>
  shareEstimate(schools.filter(isCounted).length, schools.length);
