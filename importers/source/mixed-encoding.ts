import { isAscii, isUtf8 } from 'node:buffer';

/** Lines of bytes that are one encoding and lines that are another, by their numbers; the first is 1. */
export interface EncodedLines {
  /** Lines with letters that only UTF-8 writes so. */
  readonly utf8: readonly number[];
  /** Lines with bytes that are not UTF-8. */
  readonly other: readonly number[];
}

const keptLines = 10_000;
const lineEnd = 0x0a;

/** Sorts the lines of a file by how their letters are written. Plain ASCII lines are in neither list. */
export class LineEncodings {
  readonly #utf8: number[] = [];
  readonly #other: number[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #line = 0;

  add(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
      this.#sort(bytes.subarray(start, end));
      start = end + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(start));
  }

  finish(): EncodedLines {
    if (this.#rest.length > 0) this.#sort(this.#rest);
    return { utf8: this.#utf8, other: this.#other };
  }

  #sort(bytes: Buffer): void {
    this.#line += 1;
    if (!isAscii(bytes)) keep(isUtf8(bytes) ? this.#utf8 : this.#other, this.#line);
  }
}

const keep = (lines: number[], line: number): void => {
  if (lines.length < keptLines) lines.push(line);
};
