import { type ContextMeasure } from '../baseline/context.js';
import { milesFromMetres } from './distance.js';
import { type SimilarRules } from './rules.js';
import { type MeasuredCandidate } from './sift.js';
import { type ComparableSchool, type GovernanceMix, type MeasureComparison, type SimilarExample } from './types.js';
import { unknownYearGroups } from './year-groups.js';

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

/** What an explanation needs in addition to the pair. */
interface ExplainTerms {
  readonly rules: SimilarRules;
  readonly measures: readonly ContextMeasure[];
  readonly governanceMix: GovernanceMix;
}

function comparisons(
  target: ComparableSchool,
  other: ComparableSchool,
  { measures, rules }: ExplainTerms,
): MeasureComparison[] {
  return measures.flatMap((measure, index) => {
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

/** Why an example is run in another way although the rule asks for the school's own. */
const otherGovernance: Readonly<Record<GovernanceMix, string>> = {
  'own-class': 'who runs the school',
  'own-family': 'who runs the school: too few within reach that are run in the same way were clearly better',
  fewer: 'who runs the school: too few within reach that are run in the same way were clearly better',
};

/** Writes out why the pair is fair: what is alike, what is not, how far. */
export function explainExample(
  target: ComparableSchool,
  { school, contextDistance, metres }: MeasuredCandidate,
  terms: ExplainTerms,
): SimilarExample {
  const measures = comparisons(target, school, terms);
  const named = (likeness: MeasureComparison['likeness']): string[] =>
    measures.filter((one) => one.likeness === likeness).map((one) => measureTitles[one.measure]);
  const alike = ['phase, admissions, kind of area, region', ...named('alike')];
  const different = named('different');
  // Schools whose year groups are not known are compared with each other, and each example says so.
  if (target.yearGroups === unknownYearGroups) different.push('year groups taught: not known of either school');
  else if (school.yearGroups === target.yearGroups) alike.push(`year groups (${target.yearGroups})`);
  else different.push(`year groups taught (${school.yearGroups}, and yours ${target.yearGroups})`);
  (school.gender === target.gender ? alike : different).push('boys or girls');
  if (school.governance === target.governance) alike.push('who runs the school');
  else different.push(otherGovernance[terms.governanceMix]);
  (school.isRural === target.isRural ? alike : different).push('town or country');
  const straightLineMiles = milesFromMetres(metres);
  return {
    urn: school.urn,
    contextDistance,
    straightLineMiles,
    roadLikeMiles: straightLineMiles * terms.rules.roadFactor,
    attendancePercent: school.attendancePercent,
    betterByPoints: school.attendancePercent - target.attendancePercent,
    governance: school.governance,
    measures,
    alike,
    different,
  };
}
