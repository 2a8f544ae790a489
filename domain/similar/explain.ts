import { type ContextMeasure, type ContextSource } from '../baseline/context.js';
import { milesFromMetres } from './distance.js';
import { type SimilarRules } from './rules.js';
import { type ComparableSchool, type MeasureComparison, type SimilarExample } from './types.js';

/** How a measure is called on a page. */
const measureTitles: Readonly<Record<ContextMeasure, string>> = {
  freeMealsPercent: 'pupils eligible for free school meals',
  freeMealsEverSixPercent: 'pupils eligible for free school meals in the last six years',
  educationHealthCarePlanPercent: 'pupils with an education, health and care plan',
  specialNeedsSupportPercent: 'pupils with SEN support',
  englishAdditionalLanguagePercent: 'pupils with English as an additional language',
  deprivationIndex: 'deprivation of the areas where pupils live',
  polar4Quintile: 'young people of the area who enter higher education',
  stabilityPercent: 'pupils who stay at the school',
  roll: 'number of pupils',
};

/** A candidate that passed the rules, with its distances. */
export interface MeasuredCandidate {
  readonly school: ComparableSchool;
  readonly contextDistance: number;
  readonly metres: number;
}

function comparisons(
  target: ComparableSchool,
  other: ComparableSchool,
  source: ContextSource,
  rules: SimilarRules,
): MeasureComparison[] {
  return source.measures.flatMap((measure, index) => {
    const own = target.context[measure];
    const theirs = other.context[measure];
    const a = target.contextCoordinates?.[index];
    const b = other.contextCoordinates?.[index];
    if (own === undefined || theirs === undefined || a === undefined || b === undefined) return [];
    const apart = Math.abs(a - b);
    const likeness =
      apart <= rules.alikeDeviations ? 'alike' : apart >= rules.differentDeviations ? 'different' : 'near';
    return [{ measure, own, theirs, likeness }];
  });
}

/** Writes out why the pair is fair: what is alike, what is not, how far. */
export function explainExample(
  target: ComparableSchool,
  candidate: MeasuredCandidate,
  source: ContextSource,
  rules: SimilarRules,
): SimilarExample {
  const { school, contextDistance, metres } = candidate;
  const measures = comparisons(target, school, source, rules);
  const named = (likeness: MeasureComparison['likeness']): string[] =>
    measures.filter((one) => one.likeness === likeness).map((one) => measureTitles[one.measure]);
  const isSameGovernance = school.governance === target.governance;
  const isSameSetting = school.isRural === target.isRural;
  const alike = ['phase, admissions, kind of area, boys or girls, region', ...named('alike')];
  const different = named('different');
  (isSameGovernance ? alike : different).push('who runs the school');
  (isSameSetting ? alike : different).push('town or country');
  const straightLineMiles = milesFromMetres(metres);
  return {
    urn: school.urn,
    contextDistance,
    straightLineMiles,
    roadLikeMiles: straightLineMiles * rules.roadFactor,
    attendancePercent: school.attendancePercent,
    betterByPoints: school.attendancePercent - target.attendancePercent,
    governance: school.governance,
    measures,
    alike,
    different,
  };
}
