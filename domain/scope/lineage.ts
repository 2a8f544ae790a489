import { isConverterAcademy, isSponsorLedAcademy } from './establishment-type.js';
import { type EstablishmentLink } from './types.js';

export type LineageReason =
  'sponsor-led' | 'merged' | 'split' | 'several-predecessors' | 'not-a-converter' | 'circular';

/**
 * Whether a school may use the attendance history of the URN before it. `carries`: a one-to-one converter; `predecessors` runs from the
 * nearest to the oldest. `for-a-person`: there is a predecessor, and a person must decide.
 */
export type Lineage =
  | { readonly kind: 'no-predecessor' }
  | { readonly kind: 'carries'; readonly predecessors: readonly string[] }
  | { readonly kind: 'for-a-person'; readonly reason: LineageReason; readonly predecessors: readonly string[] };

/** Predecessors and successors of every URN; rows that are not about succession (sixth-form centres, expansions) are left out. */
export interface LinkGraph {
  readonly predecessors: ReadonlyMap<string, readonly Succession[]>;
  readonly successors: ReadonlyMap<string, readonly Succession[]>;
}

type SuccessionKind = 'plain' | 'merged' | 'split';

interface Succession {
  readonly urn: string;
  readonly kind: SuccessionKind;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: SuccessionKind;
}

function edgeOf(link: EstablishmentLink): Edge | undefined {
  const words = link.linkType.toLowerCase();
  const kind: SuccessionKind = words.includes('split') ? 'split' : /merge|amalgamat/.test(words) ? 'merged' : 'plain';
  if (words.startsWith('predecessor')) return { from: link.linkUrn, to: link.urn, kind };
  if (words.startsWith('successor')) return { from: link.urn, to: link.linkUrn, kind };
  // "Result of Amalgamation": the linked school came out of this one and others.
  if (words.startsWith('result of amalgamation')) return { from: link.urn, to: link.linkUrn, kind: 'merged' };
  return undefined;
}

function add(map: Map<string, Succession[]>, urn: string, succession: Succession): void {
  const known = map.get(urn) ?? [];
  const same = known.findIndex((other) => other.urn === succession.urn);
  const before = same >= 0 ? known[same] : undefined;
  if (before === undefined) known.push(succession);
  else if (before.kind === 'plain') known[same] = succession;
  map.set(urn, known);
}

/** The file is not symmetric: either side may give a succession, so both are read and duplicates dropped. */
export function linkGraph(links: Iterable<EstablishmentLink>): LinkGraph {
  const predecessors = new Map<string, Succession[]>();
  const successors = new Map<string, Succession[]>();
  for (const link of links) {
    const edge = edgeOf(link);
    if (edge === undefined || edge.from === edge.to) continue;
    add(predecessors, edge.to, { urn: edge.from, kind: edge.kind });
    add(successors, edge.from, { urn: edge.to, kind: edge.kind });
  }
  return { predecessors, successors };
}

function refusal(graph: LinkGraph, typeCode: string, predecessors: readonly Succession[]): LineageReason | undefined {
  if (predecessors.some((one) => one.kind === 'merged')) return 'merged';
  if (predecessors.some((one) => one.kind === 'split')) return 'split';
  if (predecessors.length > 1) return 'several-predecessors';
  const heirs = predecessors.flatMap((one) => graph.successors.get(one.urn) ?? []);
  if (heirs.length > 1) return heirs.some((heir) => heir.kind === 'merged') ? 'merged' : 'split';
  if (isSponsorLedAcademy(typeCode)) return 'sponsor-led';
  return isConverterAcademy(typeCode) ? undefined : 'not-a-converter';
}

/**
 * Only a one-to-one converter academy carries its predecessor's history; a sponsor-led academy is a new school by the
 * department's statistics, and mergers, splits and amalgamations go to a person.
 * @param typeCodeOf GIAS type of a URN; undefined when the register does not hold it, and then the chain ends there.
 */
export function lineageOf(urn: string, graph: LinkGraph, typeCodeOf: (urn: string) => string | undefined): Lineage {
  const carried: string[] = [];
  const seen = new Set([urn]);
  for (let current = urn; ;) {
    const predecessors = graph.predecessors.get(current) ?? [];
    const [nearest] = predecessors;
    if (nearest === undefined) break;
    const typeCode = typeCodeOf(current);
    // An older URN that has left the register cannot be judged; what was carried so far is kept.
    if (typeCode === undefined && carried.length > 0) break;
    const reason = seen.has(nearest.urn) ? 'circular' : refusal(graph, typeCode ?? '', predecessors);
    // A circle makes even the steps before it doubtful; after any other stop they are kept.
    if (reason !== undefined && (carried.length === 0 || reason === 'circular')) {
      return { kind: 'for-a-person', reason, predecessors: predecessors.map((one) => one.urn) };
    }
    if (reason !== undefined) break;
    carried.push(nearest.urn);
    seen.add(nearest.urn);
    current = nearest.urn;
  }
  return carried.length > 0 ? { kind: 'carries', predecessors: carried } : { kind: 'no-predecessor' };
}

function along(urn: string, steps: ReadonlyMap<string, readonly Succession[]>): readonly string[] {
  const found = new Set([urn]);
  const queue = [urn];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const { urn: other, kind } of steps.get(at) ?? []) {
      if (kind !== 'plain' || found.has(other)) continue;
      found.add(other);
      queue.push(other);
    }
  }
  found.delete(urn);
  return [...found];
}

/**
 * The URNs this one came from and the URNs that came from it, by plain successions over any number of steps. Where two of them are open,
 * one school counts twice. Two successors of one school are not related here.
 */
export const relatives = (urn: string, graph: LinkGraph): readonly string[] => [
  ...new Set([...along(urn, graph.predecessors), ...along(urn, graph.successors)]),
];
