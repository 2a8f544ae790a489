export type ViolationKind =
  | 'empty'
  | 'length'
  | 'markup'
  | 'unfinished'
  | 'name'
  | 'word'
  | 'statement'
  | 'year'
  | 'figure'
  | 'unclear'
  | 'direction'
  | 'missing'
  | 'reading-age';

/** What is wrong with a text, where, and what to do; the remedy is the instruction to the writer. */
export interface Violation {
  readonly kind: ViolationKind;
  /** The sentence or piece of text that contains it, cut short. */
  readonly where: string;
  readonly found: string;
  readonly remedy: string;
}

const longest = 160;

export const violation = (kind: ViolationKind, where: string, found: string, remedy: string): Violation => ({
  kind,
  where: where.length > longest ? `${where.slice(0, longest)}…` : where,
  found: found.length > longest ? `${found.slice(0, longest)}…` : found,
  remedy,
});
