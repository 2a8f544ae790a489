import { type NamedExample, type SimilarFacts } from '../report/facts.js';

/** One report in which an example may be named, once it agrees. */
export interface NamingPlace {
  readonly exampleUrn: string;
  readonly reportUrn: string;
}

interface Shows {
  readonly urn: string;
  readonly similar: SimilarFacts<NamedExample>;
}

/**
 * The reports in which each example may be named: the nearest of those that show it, by URN where two are equally near, so that the order
 * of drafting does not matter. `held`: places that an example has in reports outside this list.
 */
export function namingPlaces(
  reports: readonly Shows[],
  mostReports: number,
  held: ReadonlyMap<string, number> = new Map(),
): readonly NamingPlace[] {
  const showing = new Map<string, { readonly reportUrn: string; readonly miles: number }[]>();
  for (const { urn: reportUrn, similar } of reports) {
    if (similar.kind !== 'found') continue;
    for (const { urn, miles = Infinity } of similar.schools)
      showing.set(urn, [...(showing.get(urn) ?? []), { reportUrn, miles }]);
  }
  return [...showing].flatMap(([exampleUrn, all]) =>
    all
      .sort((a, b) => (a.miles === b.miles ? (a.reportUrn < b.reportUrn ? -1 : 1) : a.miles - b.miles))
      .slice(0, Math.max(0, mostReports - (held.get(exampleUrn) ?? 0)))
      .map(({ reportUrn }) => ({ exampleUrn, reportUrn })),
  );
}
