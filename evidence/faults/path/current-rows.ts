import { groupBy } from '../../../domain/shared/group-by.js';
import { type TableRow } from '../../../importers/formats/file-format.js';
import { type Batch } from './read-files.js';

export interface StoredRow {
  readonly cells: TableRow;
  readonly batchId: number;
  readonly line: number;
}

const storedBefore = new WeakMap<Batch['rows'], Map<number, readonly StoredRow[]>>();

/** The same rows under the same batch are the same objects, so that anything derived from a row is derived once. */
export function storedRows({ id, rows }: Batch): readonly StoredRow[] {
  const byBatch = storedBefore.get(rows) ?? new Map<number, readonly StoredRow[]>();
  const stored = byBatch.get(id) ?? rows.map(({ cells, line }) => ({ cells, line, batchId: id }));
  storedBefore.set(rows, byBatch.set(id, stored));
  return stored;
}

/** Derives something from a row once. */
export function oncePerRow<Made extends object>(make: (row: StoredRow) => Made): (row: StoredRow) => Made {
  const madeBefore = new WeakMap<StoredRow, Made>();
  return (row) => {
    const made = madeBefore.get(row) ?? make(row);
    madeBefore.set(row, made);
    return made;
  };
}

/** The newest row of each subject, in the order of the subjects. */
export const newest = (rows: readonly StoredRow[], subjectOf: (row: StoredRow) => string): readonly StoredRow[] =>
  atPosition(rows, subjectOf, 0);

/** The row that the newest one replaced, of each subject that has one. */
export const replaced = (rows: readonly StoredRow[], subjectOf: (row: StoredRow) => string): readonly StoredRow[] =>
  atPosition(rows, subjectOf, 1);

function atPosition(
  rows: readonly StoredRow[],
  subjectOf: (row: StoredRow) => string,
  position: number,
): readonly StoredRow[] {
  return [...groupBy(rows, subjectOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, held]) => [...held].sort((a, b) => b.batchId - a.batchId).slice(position, position + 1));
}
