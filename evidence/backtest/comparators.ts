import { censusContext } from '../../domain/baseline/context.js';
import { type SimilarRules, defaultSimilarRules } from '../../domain/similar/rules.js';
import { similarForAll } from '../../domain/similar/similar-schools.js';
import { type ComparisonSummary, summariseComparisons } from '../../domain/similar/summary.js';
import { type SimilarResult } from '../../domain/similar/types.js';
import { type ContextWeights, learnWeights } from '../../domain/similar/weights.js';
import { type ComparedYear, panelComparables } from './comparables.js';

/** Fair examples for each mainstream school of a scored year, from what was known before it. */
export interface Comparators {
  readonly rules: SimilarRules;
  readonly weights: ContextWeights;
  /** By the id of the school's history. A special school, or one without a last year, is not among them. */
  readonly results: ReadonlyMap<string, SimilarResult>;
}

export function comparatorsOf(year: ComparedYear, rules: SimilarRules = defaultSimilarRules): Comparators {
  const schools = panelComparables(year);
  const weights = learnWeights(schools, censusContext, rules);
  return { rules, weights, results: similarForAll(schools, { rules, weights }) };
}

/** The comparisons of each mainstream phase, counted. */
export function comparatorSummary(
  { target }: ComparedYear,
  { rules, results }: Comparators,
): Readonly<Record<'primary' | 'secondary', ComparisonSummary>> {
  const of = (phase: 'primary' | 'secondary'): ComparisonSummary =>
    summariseComparisons(
      target.schools.flatMap((school) => {
        const result = school.phase === phase ? results.get(school.urn) : undefined;
        return result === undefined ? [] : [result];
      }),
      rules,
    );
  return { primary: of('primary'), secondary: of('secondary') };
}
