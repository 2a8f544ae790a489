/** One fault of a file. `line` is the physical line (the header is 1); `column` is the header's name, or says that the whole row or file is meant. */
export interface ImportError {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  /** The cell as written in the file, shortened when long. */
  readonly value?: string;
  readonly problem: string;
  readonly remedy: string;
}

export type Fault = Omit<ImportError, 'file'>;

export const wholeRow = 'whole row';
export const wholeFile = 'whole file';

const longestShownValue = 120;
const defaultListedLimit = 10_000;

/** Collects the faults of one file: counts all of them, keeps the first `listedLimit`. */
export class ErrorList {
  readonly #file: string;
  readonly #listedLimit: number;
  readonly #listed: ImportError[] = [];
  #count = 0;

  constructor(file: string, listedLimit = defaultListedLimit) {
    this.#file = file;
    this.#listedLimit = listedLimit;
  }

  add(fault: Fault): void {
    this.#count += 1;
    if (this.#listed.length >= this.#listedLimit) return;
    const { value, ...rest } = fault;
    this.#listed.push({ file: this.#file, ...rest, ...(value === undefined ? {} : { value: shortened(value) }) });
  }

  get count(): number {
    return this.#count;
  }

  /** In the order of the file's lines. */
  get listed(): readonly ImportError[] {
    return this.#listed.toSorted((a, b) => a.line - b.line);
  }
}

const shortened = (value: string): string =>
  value.length <= longestShownValue ? value : `${value.slice(0, longestShownValue)}…`;
