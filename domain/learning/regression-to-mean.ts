import { estimateOf, mean, type Estimate } from './interval.js';
import { type LearnedSchool } from './learned-school.js';
import { type AbsencePhase } from '../shared/phase.js';

/** What schools that were supported gained, and how much of it would have come by itself. Percentage points of absence. */
export interface RegressionToMean {
  readonly schools: number;
  readonly supported: number;
  /** Share of a baseline year's distance from the usual level that is gone a year later, in schools alike in support. */
  readonly shareThatReturns: Estimate;
  /** Mean improvement of the supported, the nation's shift taken out; its part that is regression to the mean; and that as a share. */
  readonly improvementPoints: number;
  readonly returnedPoints: Estimate;
  /** undefined where there was no improvement to share out. */
  readonly shareOfImprovement?: number;
  /** Beyond what the supported would have regained. Observational: support was not given at random. */
  readonly supportPoints: Estimate;
}

interface Case {
  /** Now less before, the nation's shift taken out. */
  readonly change: number;
  /** Before less usual. */
  readonly distance: number;
  readonly isSupported: boolean;
}

const leastSchools = 30;

/**
 * The change of each school on its baseline year's distance from its usual level and on whether it was supported, by least squares, with
 * errors that may differ from school to school. A school chosen for a bad year partly recovers whatever is done; the slope says how far
 * (Galton, 1886; Barnett, van der Pols and Dobson, International Journal of Epidemiology 2005). undefined where too few schools have the
 * figures, or none was supported.
 */
export function regressionToMean(
  schools: readonly LearnedSchool[],
  nationalShift: Readonly<Record<AbsencePhase, number>>,
): RegressionToMean | undefined {
  const cases = schools.flatMap((school) => caseOf(school, nationalShift));
  const supported = cases.filter(({ isSupported }) => isSupported);
  const others = cases.filter(({ isSupported }) => !isSupported);
  if (supported.length < 2 || others.length < leastSchools) return undefined;
  const slope = slopeWithin([supported, others]);
  const distance = mean(supported.map((each) => each.distance));
  const change = mean(supported.map((each) => each.change));
  const degrees = cases.length - 3;
  const gapInDistance = distance - mean(others.map((each) => each.distance));
  const gapInChange = change - mean(others.map((each) => each.change));
  const returned = -slope.value * distance;
  const supportError = Math.sqrt(
    meanVariance(supported, slope.value) +
      meanVariance(others, slope.value) +
      (gapInDistance * slope.standardError) ** 2,
  );
  return {
    schools: cases.length,
    supported: supported.length,
    shareThatReturns: estimateOf(-slope.value, slope.standardError, degrees),
    improvementPoints: -change,
    returnedPoints: estimateOf(returned, Math.abs(distance) * slope.standardError, degrees),
    ...(change < 0 && { shareOfImprovement: returned / -change }),
    supportPoints: estimateOf(slope.value * gapInDistance - gapInChange, supportError, degrees),
  };
}

function caseOf(
  { beforePercent, usualPercent, nowPercent, phase, isSupported }: LearnedSchool,
  nationalShift: Readonly<Record<AbsencePhase, number>>,
): readonly Case[] {
  if (beforePercent === undefined || usualPercent === undefined || nowPercent === undefined) return [];
  return [
    { change: nowPercent - nationalShift[phase] - beforePercent, distance: beforePercent - usualPercent, isSupported },
  ];
}

/** The slope common to the groups, each about its own means, with White's standard error. */
function slopeWithin(groups: readonly (readonly Case[])[]): {
  readonly value: number;
  readonly standardError: number;
} {
  const centred = groups.flatMap((group) => {
    const [distance, change] = [mean(group.map((each) => each.distance)), mean(group.map((each) => each.change))];
    return group.map((each) => ({ x: each.distance - distance, y: each.change - change }));
  });
  const squares = centred.reduce((sum, { x }) => sum + x * x, 0);
  const value = centred.reduce((sum, { x, y }) => sum + x * y, 0) / squares;
  const meat = centred.reduce((sum, { x, y }) => sum + x * x * (y - value * x) ** 2, 0);
  const correction = centred.length / (centred.length - groups.length - 1);
  return { value, standardError: Math.sqrt(correction * meat) / squares };
}

function meanVariance(group: readonly Case[], slope: number): number {
  const rest = group.map(({ change, distance }) => change - slope * distance);
  const middle = mean(rest);
  return rest.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (group.length * (group.length - 1));
}
