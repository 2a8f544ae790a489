import { type PublishedFigure } from '../../domain/shared/published-figure.js';

/** Splits figures into the numbers and the marks of a table row; a column that the file lacks has neither. */
export class FigureColumns {
  readonly #marks: Record<string, { kind: string; raw: string }> = {};

  /** The number for the table's column, or null. */
  take(tableColumn: string, figure: PublishedFigure | undefined): number | null {
    if (figure === undefined) return null;
    if (figure.kind === 'value') return figure.value;
    this.#marks[tableColumn] = { kind: figure.kind, raw: figure.raw };
    return null;
  }

  /** For the column `marks`: `{"absence_percent": {"kind": "suppressed", "raw": "c"}}`. */
  toJson(): string {
    return JSON.stringify(this.#marks);
  }
}
