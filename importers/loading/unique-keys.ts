import { type FileFormat, type TableRow } from '../formats/file-format.js';
import { type Row } from '../reading/row.js';

interface Seen {
  readonly line: number;
  /** The whole row, kept only where a word-for-word repeat is left out. */
  readonly content: string;
}

/** Finds keys that occur twice in a file. */
export class UniqueKeys {
  readonly #format: FileFormat;
  readonly #seen = new Map<string, Seen>();

  constructor(format: FileFormat) {
    this.#format = format;
  }

  /** Whether the row is new. A repeat is left out where the format allows it, and reported otherwise. */
  admits(row: Row, tableRow: TableRow): boolean {
    const key = this.#format.key.tableColumns.map((column) => tableRow[column] ?? '').join('\u0000');
    const content = this.#format.repeats === 'left-out' ? JSON.stringify(tableRow) : '';
    const earlier = this.#seen.get(key);
    if (earlier === undefined) {
      this.#seen.set(key, { line: row.line, content });
      return true;
    }
    if (this.#format.repeats === 'left-out' && earlier.content === content) return false;
    row.report(this.#format.key.column, {
      problem: `Line ${earlier.line} has the same subject already.`,
      remedy: 'Keep one of the two rows.',
    });
    return false;
  }
}
