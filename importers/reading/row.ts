import { plainCode, urnOf } from './codes.js';
import { type CellProblem } from './figure.js';
import { type Header } from './header.js';
import { type Remarks } from './remarks.js';

/** One record under its header. Getters report what is wrong with a cell and return undefined; `hasProblem` is true once any has. */
export class Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #header: Header;
  readonly #remarks: Remarks;
  #isNeeded = true;
  hasProblem = false;

  constructor(record: { readonly line: number; readonly cells: readonly string[] }, header: Header, remarks: Remarks) {
    this.line = record.line;
    this.#cells = record.cells;
    this.#header = header;
    this.#remarks = remarks;
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

  /** Nothing rests on this row: from here on a cell that cannot be read is noted, and refuses nothing. */
  tolerate(): void {
    this.#isNeeded = false;
  }

  /** Reads a cell that nothing needs; when it cannot be read it is noted and left empty. */
  optionally<T>(read: () => T): T {
    const held = this.#isNeeded;
    this.#isNeeded = false;
    try {
      return read();
    } finally {
      this.#isNeeded = held;
    }
  }

  /** Notes something about the row that refuses nothing. */
  note(text: string): void {
    this.#remarks.notes.add(text, this.line);
  }

  report(column: string, { problem, remedy }: Pick<CellProblem, 'problem' | 'remedy'>): void {
    const position = this.#header.positions.get(column);
    const name = position === undefined ? column : (this.#header.names[position] ?? column);
    if (!this.#isNeeded) {
      this.note(`${name} could not be read and was left empty; nothing rests on it.`);
      return;
    }
    this.hasProblem = true;
    const value = position === undefined ? undefined : this.#cells[position];
    this.#remarks.errors.add({
      line: this.line,
      column: name,
      problem,
      remedy,
      ...(value === undefined ? {} : { value }),
    });
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
    const urn = urnOf(text);
    if (urn !== undefined) return urn;
    if (/^(NAT|TOTAL|ALL|ENGLAND|PRI|SEC|SPE|LA|REG)\b/i.test(text)) {
      this.report(column, {
        problem: 'This is a total, not a school.',
        remedy: 'Delete the row; this file holds one row for each school.',
      });
      return undefined;
    }
    this.report(column, {
      problem: 'This is not a URN.',
      remedy: "Write the school's unique reference number: six digits, or five as some closed schools have.",
    });
    return undefined;
  }

  /** The meaning of a code. */
  oneOf<T>(column: string, meanings: ReadonlyMap<string, T>): T | undefined {
    const text = this.text(column);
    const meaning = meanings.get(text) ?? plainMeanings(meanings).get(plainCode(text));
    if (meaning !== undefined) return meaning;
    this.report(column, {
      problem: 'This value is not known here.',
      remedy: `Use one of: ${[...meanings.keys()].map((key) => (key === '' ? '(empty)' : key)).join(', ')}.`,
    });
    return undefined;
  }
}

const plainOf = new WeakMap<ReadonlyMap<string, unknown>, ReadonlyMap<string, unknown>>();

/** The meanings by their code as `plainCode` writes it. */
export function plainMeanings<T>(meanings: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const held = plainOf.get(meanings) as ReadonlyMap<string, T> | undefined;
  if (held !== undefined) return held;
  const plain = new Map([...meanings].map(([code, meaning]) => [plainCode(code), meaning]));
  plainOf.set(meanings, plain);
  return plain;
}
