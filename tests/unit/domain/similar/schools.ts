import { type ContextMeasure, censusContext } from '../../../../domain/baseline/context.js';
import { type ComparisonTerms } from '../../../../domain/similar/candidate-field.js';
import { defaultSimilarRules } from '../../../../domain/similar/rules.js';
import { similarForAll } from '../../../../domain/similar/similar-schools.js';
import { type ComparableSchool, type SimilarResult } from '../../../../domain/similar/types.js';
import { learnWeights } from '../../../../domain/similar/weights.js';

/** Every measure weighs 1. */
export const evenTerms = (measures: readonly ContextMeasure[] = censusContext.measures): ComparisonTerms => ({
  rules: defaultSimilarRules,
  weights: learnWeights([], { name: 'test', measures }, defaultSimilarRules),
});

export const terms = evenTerms();

export const context = {
  freeMealsPercent: 20,
  freeMealsEverSixPercent: 25,
  educationHealthCarePlanPercent: 3,
  specialNeedsSupportPercent: 13,
  englishAdditionalLanguagePercent: 20,
  roll: 900,
};

/** A mixed, maintained secondary school of 900, a kilometre farther east and a little less like school 0 with each index. */
export const school = (index: number, change: Partial<ComparableSchool> = {}): ComparableSchool => ({
  urn: String(900_000 + index),
  absencePhase: 'secondary',
  phase: 'secondary',
  isSelective: false,
  areaSelectivity: 'none',
  yearGroups: 'secondary',
  gender: 'mixed',
  regionCode: 'A',
  isRural: false,
  position: { easting: 400_000 + 1000 * index, northing: 500_000 },
  governance: 'maintained',
  enrolments: 900,
  attendancePercent: 94,
  yearBeforePercent: undefined,
  context,
  contextCoordinates: [0.05 * index, 0, 0, 0, 0, 0],
  ...change,
});

export const target = school(0, { attendancePercent: 90 });

export const better = (count: number, change: Partial<ComparableSchool> = {}): ComparableSchool[] =>
  Array.from({ length: count }, (_, index) => school(index + 1, change));

/** What one school gets among the candidates. */
export function similarSchools(
  target: ComparableSchool,
  candidates: readonly ComparableSchool[],
  terms: ComparisonTerms,
): SimilarResult {
  const others = candidates.filter(({ urn }) => urn !== target.urn);
  const result = similarForAll([target, ...others], terms).get(target.urn);
  if (!result) throw new Error(`School ${target.urn} was not compared.`);
  return result;
}

export const found = (result: SimilarResult): Extract<SimilarResult, { kind: 'found' }> => {
  if (result.kind !== 'found') throw new Error(`No fair example: ${result.code}`);
  return result;
};

export const codeOf = (result: SimilarResult): string => (result.kind === 'found' ? 'found' : result.code);

export const urnsOf = (result: SimilarResult): readonly string[] => found(result).examples.map(({ urn }) => urn);
