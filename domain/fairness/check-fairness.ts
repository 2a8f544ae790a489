import { type FairnessBounds } from './bounds.js';
import { breachesOf, type Breach } from './breaches.js';
import { type GroupResult, type YearResult } from './results.js';
import { dimensions, type Dimension } from './groups.js';
import { type JudgedSchool } from './judged-school.js';
import { isMet, measuresOf } from './measures.js';
import { membersOf } from './members.js';

/** Plain JSON: stored with the model record; it carries no figure of a single school. */
export interface FairnessCheck {
  readonly bounds: FairnessBounds;
  /** Oldest first. */
  readonly years: readonly YearResult[];
  readonly breaches: readonly Breach[];
}

/** Whether a campaign may go on: nothing is broken that blocks. */
export const isWithinBounds = ({ breaches }: FairnessCheck): boolean =>
  breaches.every(({ severity }) => severity !== 'blocks');

/** Measures every group of every judged year and holds those that are large enough to the bounds. The order of the schools does not matter. */
export function checkFairness(schools: readonly JudgedSchool[], bounds: FairnessBounds): FairnessCheck {
  const judgedYears = [...new Set(schools.map(({ judgedYear }) => judgedYear))].sort();
  const years = judgedYears.map((judgedYear): YearResult => {
    const own = schools.filter((school) => school.judgedYear === judgedYear);
    const groups = dimensions.flatMap((dimension) => resultsOf(dimension, own, bounds));
    return { judgedYear, schools: own.length, groups };
  });
  return { bounds, years, breaches: breachesOf(years, bounds) };
}

function resultsOf(
  dimension: Dimension,
  schools: readonly JudgedSchool[],
  bounds: FairnessBounds,
): readonly GroupResult[] {
  return membersOf(dimension, schools).map(({ name, title, members }): GroupResult => {
    const isShown = members.length >= Math.max(2, bounds.leastSchoolsShown);
    return {
      dimension,
      group: name,
      title,
      schools: members.length,
      ...(isShown && { metSchools: members.filter(isMet).length, measures: measuresOf(members) }),
      isJudged: isShown && members.length >= bounds.leastSchoolsJudged,
    };
  });
}
