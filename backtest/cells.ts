import { type RowCursor } from './delimited.js';
import { PanelProblem } from './panel-problem.js';

const zero = 0x30;
const point = 0x2e;
const minus = 0x2d;
const percent = 0x25;

/** Exact powers of ten: an integer below 2⁵³ divided by one of them is the decimal's own double, rounded once. */
const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
const mostDigits = 15;

/** A plain decimal such as 12, 12.5, -3 or 12.5%; NaN when it is not one. Longer or odder numbers go through `Number`. */
export function decimalIn(bytes: Uint8Array, from: number, to: number): number {
  const end = bytes[to - 1] === percent ? to - 1 : to;
  const isNegative = bytes[from] === minus;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (let at = isNegative ? from + 1 : from; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= zero && byte <= zero + 9) {
      mantissa = mantissa * 10 + (byte - zero);
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (byte === point && decimals < 0) decimals = 0;
    else return oddNumber(bytes, from, end);
  }
  if (digits === 0) return NaN;
  if (digits > mostDigits) return oddNumber(bytes, from, end);
  const value = decimals > 0 ? mantissa / (powersOfTen[decimals] ?? NaN) : mantissa;
  return isNegative ? -value : value;
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');

const numberPattern = /^-?\d+(\.\d*)?(e[+-]?\d+)?$/i;

function oddNumber(bytes: Uint8Array, from: number, to: number): number {
  const text = textOf(bytes, from, to);
  return numberPattern.test(text) ? Number(text) : NaN;
}

/** What the department writes where there is no figure; source: symbols of its publications and of the performance tables. */
const marks = new Set([
  '',
  '.',
  '..',
  '-',
  ':',
  'z',
  'c',
  'x',
  'na',
  'np',
  'ne',
  'supp',
  'lowcov',
  'low',
  'null',
  'nan',
]);

/** A column of numbers: undefined where the cell is empty or carries a mark. */
export class NumberColumn {
  readonly #file: string;
  readonly #name: string;
  readonly #index: number;

  constructor(file: string, name: string, index: number) {
    this.#file = file;
    this.#name = name;
    this.#index = index;
  }

  /** @throws PanelProblem when the cell is neither a number nor a mark. */
  in(row: RowCursor): number | undefined {
    if (this.#index < 0) return undefined;
    const from = row.starts[this.#index] ?? 0;
    const to = row.ends[this.#index] ?? 0;
    if (from === to) return undefined;
    const value = decimalIn(row.bytes, from, to);
    if (!Number.isNaN(value)) return value;
    if (marks.has(textOf(row.bytes, from, to).toLowerCase())) return undefined;
    throw new PanelProblem(
      `${this.#file}, line ${row.line}, column ${this.#name}: the cell is not a number. Correct it, or leave it empty if it is not known.`,
    );
  }
}

/** A column of words; empty where the file has no such column. Equal neighbours share one string, because files are sorted by area. */
export class TextColumn {
  readonly #index: number;
  #last = '';
  #lastBytes: Uint8Array | undefined;

  constructor(index: number) {
    this.#index = index;
  }

  in(row: RowCursor): string {
    if (this.#index < 0) return '';
    const from = row.starts[this.#index] ?? 0;
    const to = row.ends[this.#index] ?? 0;
    const { bytes } = row;
    const length = to - from;
    const last = this.#lastBytes;
    let isSame = last !== undefined && last.length === length;
    for (let at = 0; isSame && at < length; at += 1) isSame = last?.[at] === bytes[from + at];
    if (isSame) return this.#last;
    this.#lastBytes = bytes.subarray(from, to);
    this.#last = textOf(bytes, from, to).replaceAll('""', '"');
    return this.#last;
  }
}
