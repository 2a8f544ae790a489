import { isUrn } from '../../domain/shared/urn.js';
import { type ErrorList } from '../import-error.js';
import { type CellProblem } from './figure.js';
import { type Header } from './header.js';

/** One record under its header. Getters report what is wrong with a cell and return undefined; `hasProblem` is true once any has. */
export class Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #header: Header;
  readonly #errors: ErrorList;
  hasProblem = false;

  constructor(record: { readonly line: number; readonly cells: readonly string[] }, header: Header, errors: ErrorList) {
    this.line = record.line;
    this.#cells = record.cells;
    this.#header = header;
    this.#errors = errors;
  }

  /** Whether the file has this column at all. */
  has(column: string): boolean {
    return this.#header.positions.has(column);
  }

  /** The trimmed cell; empty when blank or when the file lacks the column. */
  text(column: string): string {
    const position = this.#header.positions.get(column);
    return position === undefined ? '' : (this.#cells[position] ?? '').trim();
  }

  report(column: string, { problem, remedy }: Pick<CellProblem, 'problem' | 'remedy'>): void {
    this.hasProblem = true;
    const position = this.#header.positions.get(column);
    const name = position === undefined ? column : (this.#header.names[position] ?? column);
    const value = position === undefined ? undefined : this.#cells[position];
    this.#errors.add({ line: this.line, column: name, problem, remedy, ...(value === undefined ? {} : { value }) });
  }

  optionalText(column: string): string | null {
    const text = this.text(column);
    return text === '' ? null : text;
  }

  requiredText(column: string): string | undefined {
    const text = this.text(column);
    if (text !== '') return text;
    this.report(column, { problem: 'The cell is empty.', remedy: 'Fill it in.' });
    return undefined;
  }

  urn(column: string): string | undefined {
    const text = this.text(column);
    if (isUrn(text)) return text;
    if (/^(NAT|TOTAL|ALL|ENGLAND|PRI|SEC|SPE|LA|REG)\b/i.test(text)) {
      this.report(column, {
        problem: 'This is a total, not a school.',
        remedy: 'Delete the row; this file holds one row for each school.',
      });
      return undefined;
    }
    this.report(column, {
      problem: 'This is not a URN.',
      remedy: "Write the school's unique reference number, six digits.",
    });
    return undefined;
  }

  /** The meaning of a code. */
  oneOf<T>(column: string, meanings: ReadonlyMap<string, T>): T | undefined {
    const text = this.text(column);
    const meaning = meanings.get(text);
    if (meaning !== undefined) return meaning;
    this.report(column, {
      problem: 'This value is not known here.',
      remedy: `Use one of: ${[...meanings.keys()].map((key) => (key === '' ? '(empty)' : key)).join(', ')}.`,
    });
    return undefined;
  }
}
