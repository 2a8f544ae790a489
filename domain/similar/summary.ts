import { kilometresFromMiles } from './distance.js';
import { isAmongBest } from './no-example.js';
import { type SimilarRules } from './rules.js';
import { type GovernanceMix, type NoExampleCode, type SimilarResult } from './types.js';

/** What a campaign's comparisons came to. Every school is counted once, under `found` or under its reason. */
export interface ComparisonSummary {
  readonly schools: number;
  readonly found: number;
  /** Schools that are not in the best quarter of their group, one without a group among them. */
  readonly outsideBestQuarter: number;
  readonly foundOutsideBestQuarter: number;
  readonly reasons: Readonly<Partial<Record<NoExampleCode, number>>>;
  readonly mixes: Readonly<Partial<Record<GovernanceMix, number>>>;
  /** Of all examples shown, straight line; undefined without one. */
  readonly medianKilometres: number | undefined;
}

function countBy<Key extends string>(keys: Iterable<Key>): Readonly<Partial<Record<Key, number>>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** Counts results, such as those of one phase. */
export function summariseComparisons(results: readonly SimilarResult[], rules: SimilarRules): ComparisonSummary {
  const found = results.filter((result) => result.kind === 'found');
  const outside = results.filter(({ funnel }) => !isAmongBest(funnel, rules));
  const kilometres = found
    .flatMap(({ examples }) => examples.map(({ straightLineMiles }) => kilometresFromMiles(straightLineMiles)))
    .sort((a, b) => a - b);
  return {
    schools: results.length,
    found: found.length,
    outsideBestQuarter: outside.length,
    foundOutsideBestQuarter: outside.filter(({ kind }) => kind === 'found').length,
    reasons: countBy(results.flatMap((result) => (result.kind === 'found' ? [] : [result.code]))),
    mixes: countBy(found.map(({ governanceMix }) => governanceMix)),
    medianKilometres: kilometres[Math.floor(kilometres.length / 2)],
  };
}
