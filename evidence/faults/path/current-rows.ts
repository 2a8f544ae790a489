import { groupBy } from '../../../domain/shared/group-by.js';
import { type Batch } from './read-files.js';

/** A row of a table of facts, by column, with its batch and line. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly batch_id: number; readonly line: number };

const storedBefore = new WeakMap<Batch['rows'], Map<number, readonly StoredRow[]>>();

/** Rows of one file under one batch are made once, however many folders hold the file. */
export function storedRows({ id, rows }: Batch): readonly StoredRow[] {
  const byBatch = storedBefore.get(rows) ?? new Map<number, readonly StoredRow[]>();
  const stored = byBatch.get(id) ?? rows.map(({ cells, line }) => ({ ...cells, line, batch_id: id }));
  storedBefore.set(rows, byBatch.set(id, stored));
  return stored;
}

/** The newest row of each subject, in the order of the subjects: what the views named `current_…` give. */
export const current = (rows: readonly StoredRow[], subjectOf: (row: StoredRow) => string): readonly StoredRow[] =>
  atPosition(rows, subjectOf, 0);

/** The row that the newest one replaced, of each subject that has one. */
export const replaced = (rows: readonly StoredRow[], subjectOf: (row: StoredRow) => string): readonly StoredRow[] =>
  atPosition(rows, subjectOf, 1);

/** All rows of the newest batch. */
export function newestBatch(rows: readonly StoredRow[]): readonly StoredRow[] {
  const last = Math.max(...rows.map((row) => row.batch_id));
  return rows.filter((row) => row.batch_id === last);
}

function atPosition(
  rows: readonly StoredRow[],
  subjectOf: (row: StoredRow) => string,
  position: number,
): readonly StoredRow[] {
  return [...groupBy(rows, subjectOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, held]) => [...held].sort((a, b) => b.batch_id - a.batch_id).slice(position, position + 1));
}
