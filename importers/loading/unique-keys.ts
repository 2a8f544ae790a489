import { type FileFormat, type TableRow } from '../formats/file-format.js';
import { type Row } from '../reading/row.js';

interface Seen {
  readonly line: number;
  /** Everything that is read of the row. */
  readonly content: string;
}

/** Finds keys that occur twice in a file. */
export class UniqueKeys {
  readonly #format: FileFormat;
  readonly #seen = new Map<string, Seen>();

  constructor(format: FileFormat) {
    this.#format = format;
  }

  /** Whether the row is new. An exact repeat is left out; another row under the same key is reported. */
  admits(row: Row, tableRow: TableRow): boolean {
    const key = this.#format.key.tableColumns.map((column) => tableRow[column] ?? '').join('\u0000');
    const content = JSON.stringify(this.#format.tableColumns.map((column) => tableRow[column] ?? null));
    const earlier = this.#seen.get(key);
    if (earlier === undefined) {
      this.#seen.set(key, { line: row.line, content });
      return true;
    }
    if (earlier.content === content) {
      row.note('The row repeats an earlier one and counts once.');
      return false;
    }
    row.report(this.#format.key.column, {
      problem: `Line ${earlier.line} has the same subject already.`,
      remedy: 'Keep one of the two rows.',
    });
    return false;
  }
}
