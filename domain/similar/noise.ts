import { type SimilarRules } from './rules.js';
import { type ComparableSchool } from './types.js';

/** A school's attendance in per cent with the variance that luck gives it, last year and over two years. */
export interface Standing {
  readonly lastYear: number;
  readonly lastYearVariance: number;
  readonly level: number;
  readonly levelVariance: number;
}

/** Variance of one year's attendance around what the school would show without luck, in squared percentage points. */
function transientVariance(school: ComparableSchool, rules: SimilarRules): number {
  const { constant, perEnrolment } = rules.transientVariance[school.absencePhase];
  return constant + perEnrolment / Math.max(1, school.enrolments);
}

/** The level is the mean of two years, whose luck is independent, so it has half the variance; with one year known it is that year. */
export function standingOf(school: ComparableSchool, rules: SimilarRules): Standing {
  const { attendancePercent: lastYear, yearBeforePercent } = school;
  const variance = transientVariance(school, rules);
  return yearBeforePercent === undefined
    ? { lastYear, lastYearVariance: variance, level: lastYear, levelVariance: variance }
    : { lastYear, lastYearVariance: variance, level: (lastYear + yearBeforePercent) / 2, levelVariance: variance / 2 };
}

/**
 * Better by more than the noise of both, last year and on the two-year level: a school that was only lucky last year is not an example, and
 * neither is one that has fallen back since. Source: docs/sources/statistics.md#noise-of-a-year.
 */
export function isBeyondNoise(candidate: Standing, target: Standing, noiseMultiple: number): boolean {
  const lastYear = candidate.lastYear - target.lastYear;
  const level = candidate.level - target.level;
  return (
    lastYear > noiseMultiple * Math.sqrt(candidate.lastYearVariance + target.lastYearVariance) &&
    level > noiseMultiple * Math.sqrt(candidate.levelVariance + target.levelVariance)
  );
}
