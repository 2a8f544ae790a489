import { type CellColumn, textIn } from './cells.js';
import { type RowCursor } from './delimited.js';
import { PanelProblem } from './panel-problem.js';

/** The columns of one file by name. */
export class Header {
  readonly file: string;
  readonly #names: readonly string[];

  /** @throws PanelProblem when a column is there twice. */
  constructor(file: string, row: RowCursor) {
    this.file = file;
    this.#names = Array.from({ length: row.cells }, (_, cell) =>
      textIn(row.bytes, row.starts[cell] ?? 0, row.ends[cell] ?? 0).toLowerCase(),
    );
    const doubled = this.#names.find((name, index) => name !== '' && this.#names.indexOf(name) !== index);
    if (doubled !== undefined)
      throw new PanelProblem(`${file}, line ${row.line}: the column ${doubled} is there twice. Remove one of them.`);
  }

  /** @throws PanelProblem when a column is missing, naming all that are. */
  require(names: readonly string[]): void {
    const missing = names.filter((name) => !this.#names.includes(name));
    if (missing.length === 0) return;
    throw new PanelProblem(
      `${this.file}, line 1: there is no column ${missing.join(', ')}. Give a file with the columns of the national panel; docs/model.md lists them.`,
    );
  }

  has(name: string): boolean {
    return this.#names.includes(name);
  }

  column(name: string): CellColumn {
    return { file: this.file, name, index: this.#names.indexOf(name) };
  }

  /** @throws PanelProblem when a row has more or fewer cells than the header. */
  requireWhole(row: RowCursor): void {
    if (row.cells === this.#names.length) return;
    throw new PanelProblem(
      `${this.file}, line ${row.line}: the row has ${row.cells} cells where the header has ${this.#names.length}. The file may be cut short; fetch it again.`,
    );
  }
}
