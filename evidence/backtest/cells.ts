import { type RowCursor } from './delimited.js';
import { PanelProblem } from './panel-problem.js';

const zero = 0x30;
const point = 0x2e;
const minus = 0x2d;

/** Exact powers of ten: an integer below 2⁵³ divided by one of them is the double nearest to the decimal, rounded once. */
const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
const mostDigits = 15;

/** A plain decimal such as 12, 12.5 or -3; NaN when it is something else. Longer or unusual numbers go through `Number`. */
export function decimalIn(bytes: Uint8Array, from: number, to: number): number {
  const isNegative = bytes[from] === minus;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (let at = isNegative ? from + 1 : from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= zero && byte <= zero + 9) {
      mantissa = mantissa * 10 + (byte - zero);
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (byte === point && decimals < 0) decimals = 0;
    else return oddNumber(bytes, from, to);
  }
  if (digits === 0 || digits > mostDigits) return oddNumber(bytes, from, to);
  const value = decimals > 0 ? mantissa / (powersOfTen[decimals] ?? NaN) : mantissa;
  return isNegative ? -value : value;
}

/** The words of a cell, trimmed, its doubled quotes made single. */
export const textIn = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from)
    .toString('utf8')
    .replaceAll('""', '"')
    .trim();

const numberPattern = /^-?\d+(\.\d*)?(e[+-]?\d+)?%?$/i;

function oddNumber(bytes: Uint8Array, from: number, to: number): number {
  const text = textIn(bytes, from, to);
  return numberPattern.test(text) ? Number(text.replace('%', '')) : NaN;
}

/** What the department writes where there is no figure; source: docs/sources/data-formats.md#marks. */
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

/** A column of a file by its name; -1: the file has no such column. */
export interface CellColumn {
  readonly file: string;
  readonly name: string;
  readonly index: number;
}

/**
 * The number in a row's cell; NaN where the cell is empty, carries a mark, or the file has no such column.
 * @throws PanelProblem when the cell is neither a number nor a mark.
 */
export function numberIn(row: RowCursor, column: CellColumn): number {
  if (column.index < 0) return NaN;
  const from = row.starts[column.index] ?? 0;
  const to = row.ends[column.index] ?? 0;
  if (from === to) return NaN;
  const value = decimalIn(row.bytes, from, to);
  if (!Number.isNaN(value) || marks.has(textIn(row.bytes, from, to).toLowerCase())) return value;
  throw new PanelProblem(
    `${column.file}, line ${row.line}, column ${column.name}: the cell is not a number. Correct it, or leave it empty if it is not known.`,
  );
}

/** A word as it is spelled in a file. */
interface Spelling {
  readonly bytes: Uint8Array;
  readonly code: number;
}

function isSpelled({ bytes: spelling }: Spelling, bytes: Uint8Array, from: number, length: number): boolean {
  if (spelling.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (spelling[at] !== bytes[from + at]) return false;
  return true;
}

/** The words of one column, each kept once and known by a small number; 0 is the empty word. */
export class WordColumn {
  readonly words: string[] = [''];
  readonly #codes = new Map<string, number>([['', 0]]);
  /** The last one first: columns have few words, and files are sorted by area, so most cells repeat the one above. */
  readonly #spellings: Spelling[] = [];

  codeOf(word: string): number {
    const known = this.#codes.get(word);
    if (known !== undefined) return known;
    this.#codes.set(word, this.words.length);
    this.words.push(word);
    return this.words.length - 1;
  }

  word(code: number | undefined): string {
    return this.words[code ?? 0] ?? '';
  }

  /** The number of the word in a row's cell. */
  codeIn({ bytes, starts, ends }: RowCursor, { index }: CellColumn): number {
    if (index < 0) return 0;
    const from = starts[index] ?? 0;
    const to = ends[index] ?? 0;
    const spellings = this.#spellings;
    for (let place = 0; place < spellings.length; place += 1) {
      const spelling = spellings[place];
      if (spelling === undefined || !isSpelled(spelling, bytes, from, to - from)) continue;
      this.#putFirst(place, spelling);
      return spelling.code;
    }
    const code = this.codeOf(textIn(bytes, from, to));
    this.#putFirst(spellings.length, { bytes: Uint8Array.from(bytes.subarray(from, to)), code });
    return code;
  }

  #putFirst(place: number, spelling: Spelling): void {
    const [first = spelling] = this.#spellings;
    this.#spellings[place] = first;
    this.#spellings[0] = spelling;
  }
}
