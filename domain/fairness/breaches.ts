import { type FairnessBounds } from './bounds.js';
import { type YearResult } from './results.js';
import { findingKey, findingsOf, type Finding, type FindingKind } from './findings.js';
import { type Dimension } from './groups.js';

/** A broken bound, in words without a figure, so that a message may contain it. */
export interface Breach {
  readonly kind: FindingKind;
  readonly dimension: Dimension;
  readonly group: string;
  /** `warns`: of the last year alone, or on the cautious side; it is shown and recorded and does not stop the campaign. */
  readonly severity: 'blocks' | 'warns';
  readonly sentence: string;
}

/**
 * The bounds that the last judged year breaks. One blocks when every year that can speak of the group breaks it the same way: then it is
 * the model's. A difference that changes direction from year to year is a shock that the group shared; nobody could have predicted it, and
 * a model fitted to it would err the other way the year after. Source: docs/fairness.md, measured on real years.
 */
export function breachesOf(years: readonly YearResult[], bounds: FairnessBounds): readonly Breach[] {
  const last = years.at(-1);
  if (!last) return [];
  const earlier = years.slice(0, -1).map((year) => ({
    judged: new Set(
      year.groups.filter(({ isJudged }) => isJudged).map(({ dimension, group }) => `${dimension} ${group}`),
    ),
    keys: new Set(findingsOf(year.groups, bounds).map(findingKey)),
  }));
  const breaches = findingsOf(last.groups, bounds).map((finding) => {
    const { dimension, group, against } = finding;
    const names = [group, ...(against === undefined ? [] : [against])].map((name) => `${dimension} ${name}`);
    const speaking = earlier.filter(({ judged }) => names.every((name) => judged.has(name)));
    const isLasting = speaking.every(({ keys }) => keys.has(findingKey(finding)));
    const severity = isLasting && finding.kind !== 'range-too-wide' ? ('blocks' as const) : ('warns' as const);
    return { finding, severity };
  });
  return worstRatios(breaches).map(({ finding: { kind, dimension, group, who, what }, severity }) => ({
    kind,
    dimension,
    group,
    severity,
    sentence: `${who}: ${what}${severity === 'blocks' || kind === 'range-too-wide' ? '' : ', in the last year alone'}.`,
  }));
}

interface Graded {
  readonly finding: Finding;
  readonly severity: Breach['severity'];
}

/** Of the pairs of an intake the worst one that is graded gravest; the rest say the same. */
function worstRatios(all: readonly Graded[]): readonly Graded[] {
  const gravest = (a: Graded, b: Graded): number =>
    (a.severity === b.severity ? 0 : a.severity === 'blocks' ? -1 : 1) ||
    (a.finding.ratio ?? 0) - (b.finding.ratio ?? 0);
  const shown = new Set<Graded>();
  for (const one of all) {
    if (one.finding.kind !== 'met-ratio') continue;
    const rivals = all.filter(
      ({ finding }) => finding.kind === 'met-ratio' && finding.dimension === one.finding.dimension,
    );
    const worst = [...rivals].sort(gravest)[0];
    if (worst) shown.add(worst);
  }
  return all.filter((one) => one.finding.kind !== 'met-ratio' || shown.has(one));
}
