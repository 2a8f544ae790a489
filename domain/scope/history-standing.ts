import { type Lineage, type LineageReason } from './lineage.js';

/** Where the attendance history of a school comes from, or why it has none. */
export type HistoryStanding =
  | { readonly kind: 'own' }
  | { readonly kind: 'carried'; readonly fromUrn: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'not-carried'; readonly reason: LineageReason };

/**
 * Last year decides: a school that has a rate for it under its own URN uses its own history, whatever its past; otherwise the lineage says
 * whether a predecessor's year may be used.
 * @param hasLastYear whether a URN has a usable absence rate for the year before the target year.
 */
export function historyStanding(urn: string, lineage: Lineage, hasLastYear: (urn: string) => boolean): HistoryStanding {
  if (hasLastYear(urn)) return { kind: 'own' };
  switch (lineage.kind) {
    case 'no-predecessor':
      return { kind: 'none' };
    case 'for-a-person':
      return { kind: 'not-carried', reason: lineage.reason };
    case 'carries': {
      const fromUrn = lineage.predecessors.find(hasLastYear);
      return fromUrn === undefined ? { kind: 'none' } : { kind: 'carried', fromUrn };
    }
  }
}
