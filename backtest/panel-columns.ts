import { type ContextMeasure, type SchoolContext } from '../domain/baseline/context.js';
import { NumberColumn, TextColumn } from './cells.js';
import { type RowCursor } from './delimited.js';
import { PanelProblem } from './panel-problem.js';

const decoder = new TextDecoder();

/** The columns of one file by name. */
export class Columns {
  readonly file: string;
  readonly #names: readonly string[];

  constructor(file: string, header: RowCursor) {
    this.file = file;
    this.#names = Array.from({ length: header.cells }, (_, cell) =>
      decoder.decode(header.bytes.subarray(header.starts[cell], header.ends[cell])).toLowerCase(),
    );
    const doubled = this.#names.find((name, index) => name !== '' && this.#names.indexOf(name) !== index);
    if (doubled !== undefined)
      throw new PanelProblem(`${file}, line ${header.line}: the column ${doubled} stands twice. Remove one of them.`);
  }

  get count(): number {
    return this.#names.length;
  }

  has(name: string): boolean {
    return this.#names.includes(name);
  }

  /** @throws PanelProblem when a column is missing, naming all that are. */
  require(names: readonly string[]): void {
    const missing = names.filter((name) => !this.has(name));
    if (missing.length > 0) {
      throw new PanelProblem(
        `${this.file}, line 1: there is no column ${missing.join(', ')}. Give a file with the columns of the national panel; docs/model.md lists them.`,
      );
    }
  }

  number(name: string): NumberColumn {
    return new NumberColumn(this.file, name, this.#names.indexOf(name));
  }

  text(name: string): TextColumn {
    return new TextColumn(this.#names.indexOf(name));
  }
}

const contextColumns: readonly (readonly [ContextMeasure, string])[] = [
  ['freeMealsPercent', 'pct_fsm'],
  ['freeMealsEverSixPercent', 'pct_fsm6'],
  ['educationHealthCarePlanPercent', 'pct_ehcp'],
  ['specialNeedsSupportPercent', 'pct_sen_support'],
  ['englishAdditionalLanguagePercent', 'pct_eal'],
  ['roll', 'nor'],
];

/** Reads the January census of a row; a measure that is not given is left out. */
export function contextReader(columns: Columns): (row: RowCursor) => SchoolContext {
  const readers = contextColumns.map(([measure, name]) => ({ measure, column: columns.number(name) }));
  return (row) => {
    const context: Partial<Record<ContextMeasure, number>> = {};
    for (const { measure, column } of readers) {
      const value = column.in(row);
      if (value !== undefined) context[measure] = value;
    }
    return context;
  };
}
