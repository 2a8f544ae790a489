import { meanEstimate, shareEstimate, type Estimate } from './estimate.js';
import { type Dimension } from './groups.js';
import { type JudgedSchool } from './judged-school.js';
import { measuresOf } from './measures.js';
import { membersOf } from './members.js';

/** What an expectation policy would have come to. Shares 0 to 1, points are percentage points of attendance. */
export interface TrialFigures {
  /** Met the expectation, the national change taken out. */
  readonly met: Estimate;
  /** Had less than one chance in ten to meet it: the expectation lies beyond the good end of the 80 % range. */
  readonly outOfReach: Estimate;
  /** Ended short of it by the distance at which support is proposed. */
  readonly short: Estimate;
  /** Would be that short by chance alone, were each school exactly at its expectation. */
  readonly chanceReferral: Estimate;
  /** Asked above the expected level, on average. */
  readonly askedPoints: Estimate;
}

export interface TrialGroup {
  readonly dimension: Dimension;
  readonly group: string;
  readonly title: string;
  readonly schools: number;
  /** Left out where the group has fewer schools than are shown. */
  readonly figures?: TrialFigures;
}

/** By what a policy is looked at; source: docs/sources/statistics.md#a-policy-for-the-expectation. */
const trialDimensions = ['all', 'size', 'deprivation', 'phase', 'region'] as const satisfies readonly Dimension[];

function figuresOf(schools: readonly JudgedSchool[]): TrialFigures {
  const { met, short, chanceReferral } = measuresOf(schools);
  const isOutOfReach = ({ ceilingAbsencePercent, interval80 }: JudgedSchool): boolean =>
    ceilingAbsencePercent < interval80.low;
  return {
    met,
    outOfReach: shareEstimate(schools.filter(isOutOfReach).length, schools.length),
    short,
    chanceReferral,
    askedPoints: meanEstimate(
      schools.map(
        ({ expectedAbsencePercent, ceilingAbsencePercent }) => expectedAbsencePercent - ceilingAbsencePercent,
      ),
    ),
  };
}

/** What the policy that set these schools' expectations would have come to, group by group. `leastSchoolsShown` is at least 2. */
export const tryPolicy = (schools: readonly JudgedSchool[], leastSchoolsShown: number): readonly TrialGroup[] =>
  trialDimensions.flatMap((dimension) =>
    membersOf(dimension, schools).map(({ name, title, members }) => ({
      dimension,
      group: name,
      title,
      schools: members.length,
      ...(members.length >= Math.max(2, leastSchoolsShown) && { figures: figuresOf(members) }),
    })),
  );
