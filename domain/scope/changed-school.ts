import { lineageOf, type LineageReason, type LinkGraph } from './lineage.js';

/** Why a school has ended without a successor that continues its year. */
export const endings = ['closed', 'merged', 'split', 'new-school'] as const;
export type Ending = (typeof endings)[number];

/**
 * What has become of a school that the register has closed. `converted`: one school continues its history and its year under a new URN;
 * `ended`: none does, and a person ends its year.
 */
export type SchoolChange =
  | { readonly kind: 'converted'; readonly to: string }
  | { readonly kind: 'ended'; readonly because: Ending; readonly heirs: readonly string[] };

export interface RegisterNow {
  readonly graph: LinkGraph;
  /** GIAS type of a URN; undefined when the register does not hold it. */
  readonly typeCodeOf: (urn: string) => string | undefined;
  readonly isClosed: (urn: string) => boolean;
}

/**
 * Follows a closed school to the one that continues it; undefined while the register has it open. The rule is that of the attendance
 * history: only a one-to-one converter continues it (docs/sources/school-changes.md#links).
 */
export function schoolChange(urn: string, register: RegisterNow): SchoolChange | undefined {
  if (!register.isClosed(urn)) return undefined;
  const seen = new Set([urn]);
  for (let current = urn; ;) {
    const heirs = (register.graph.successors.get(current) ?? []).map((heir) => heir.urn);
    const [heir] = heirs;
    if (heir === undefined || seen.has(heir)) return { kind: 'ended', because: 'closed', heirs: [] };
    const lineage = lineageOf(heir, register.graph, register.typeCodeOf);
    if (lineage.kind === 'for-a-person') return { kind: 'ended', because: endingOf[lineage.reason], heirs };
    if (heirs.length > 1) return { kind: 'ended', because: 'split', heirs };
    if (!register.isClosed(heir)) return { kind: 'converted', to: heir };
    seen.add(heir);
    current = heir;
  }
}

const endingOf: Readonly<Record<LineageReason, Ending>> = {
  merged: 'merged',
  'several-predecessors': 'merged',
  split: 'split',
  'sponsor-led': 'new-school',
  'not-a-converter': 'new-school',
  circular: 'new-school',
};
