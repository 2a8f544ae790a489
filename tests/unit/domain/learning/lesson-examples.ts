import { type RulesInForce } from '../../../../domain/learning/lesson.js';
import { type LearnedSchool } from '../../../../domain/learning/learned-school.js';
import { learningReport, type LearningInput, type LearningReport } from '../../../../domain/learning/report.js';
import { normalProbabilityBelow } from '../../../../domain/monitoring/normal-distribution.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { normalDraws } from '../../../../evidence/random-draws.js';
import { plantedYear } from '../../../../evidence/learning/planted-year.js';
import { plantedEffects } from '../../../../evidence/learning/recovery.js';

/** The rules that the invented years are judged under. */
export const sameRules: RulesInForce = {
  baseline: 'baseline-planted',
  monitoring: 'monitoring-planted',
  season: 'season-planted',
};

export const months = ['2025-11', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

/**
 * The invented year of a seed, with monthly checks that say exactly how likely the year is to end short: a school's distance from its
 * floor is a sum of months, and a check knows the first of them.
 */
export function inventedYear(seed: number, { schools, ...change }: Partial<LearningInput> = {}): LearningInput {
  const year = plantedYear(plantedEffects, seed);
  const draw = normalDraws(10_000 + seed);
  return { ...year, ...change, schools: (schools ?? year.schools).map((school) => watched(school, draw)) };
}

function watched(school: LearnedSchool, draw: () => number): LearnedSchool {
  const steps = [...months, 'rest of the year'].map(() => draw());
  const sumOf = (count: number): number => steps.slice(0, count).reduce((sum, step) => sum + step, 0);
  return {
    ...school,
    checks: months.map((month, index) => ({
      month,
      probability: normalProbabilityBelow((sumOf(index + 1) - 1) / Math.sqrt(months.length - index)),
    })),
    isShort: sumOf(months.length + 1) > 1,
  };
}

/** The report of an invented year whose schools are changed, one by one. */
export const reportOf = (
  seed: number,
  change: (school: LearnedSchool) => LearnedSchool = (school) => school,
  rest: Partial<LearningInput> = {},
): LearningReport => {
  const year = inventedYear(seed, rest);
  return learningReport({ ...year, schools: year.schools.map(change) });
};

export const yearBefore = academicYear('202425');

/** Primaries lose more attendance than was expected of them. */
export const worse =
  (points: number) =>
  (school: LearnedSchool): LearnedSchool =>
    school.phase === 'primary' && school.nowPercent !== undefined
      ? { ...school, nowPercent: school.nowPercent + points }
      : school;

/** The model is surer, or less sure, of secondaries than it may be. */
export const surer =
  (times: number) =>
  (school: LearnedSchool): LearnedSchool =>
    school.phase === 'secondary' && school.deviationPoints !== undefined
      ? { ...school, deviationPoints: school.deviationPoints / times }
      : school;

/** Checks from January on say this much more than they know. */
export const alarmed =
  (share: number) =>
  (school: LearnedSchool): LearnedSchool => ({
    ...school,
    checks: school.checks.map(({ month, probability }) => ({
      month,
      probability: probability + (1 - probability) * share,
    })),
  });
