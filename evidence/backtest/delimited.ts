import { PanelProblem } from './panel-problem.js';
import { type TableFile } from './table-file.js';

const comma = 0x2c;
const quote = 0x22;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** One row at a time: where each cell begins and ends. The same object is used for every row. */
export interface RowCursor {
  readonly bytes: Uint8Array;
  /** Physical line on which the row begins, counted from 1. */
  line: number;
  cells: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const mostColumns = 1024;

/** Skips the mark that some programs put before UTF-8. */
const startOf = (bytes: Uint8Array): number => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);

/** The position of a walk through a file. */
interface Place {
  readonly name: string;
  at: number;
  line: number;
}

/** The end of a quoted cell: the quote that no second one follows. -1 where the file ends before it. */
function closingQuote(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] !== quote) continue;
    if (bytes[at + 1] !== quote) return at;
    at += 1;
  }
  return -1;
}

function linesIn(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline, from); at >= 0 && at < to; at = bytes.indexOf(newline, at + 1)) lines += 1;
  return lines;
}

/** Takes a quoted cell and moves to the comma or line end after it. */
function quotedCell(row: RowCursor, place: Place): void {
  const { bytes } = row;
  const from = place.at + 1;
  const end = closingQuote(bytes, from);
  if (end < 0)
    throw new PanelProblem(
      `${place.name}, line ${place.line}: a quote is never closed. Close it, or fetch the file again.`,
    );
  place.line += linesIn(bytes, from, end);
  let at = end + 1;
  while (at < bytes.length && bytes[at] !== comma && bytes[at] !== newline) at += 1;
  place.at = at;
  row.starts[row.cells] = from;
  row.ends[row.cells] = end;
}

/** Takes a plain cell and moves to the comma or line end after it. */
function plainCell(row: RowCursor, place: Place): void {
  const { bytes } = row;
  const from = place.at;
  const { length } = bytes;
  let at = from;
  let byte = 0;
  for (; at < length; at += 1) {
    byte = bytes[at] ?? 0;
    if (byte === comma || byte === newline) break;
  }
  place.at = at;
  row.starts[row.cells] = from;
  row.ends[row.cells] = byte !== comma && at > from && bytes[at - 1] === carriageReturn ? at - 1 : at;
}

function takeRow(row: RowCursor, place: Place): void {
  const { bytes } = row;
  row.line = place.line;
  row.cells = 0;
  for (;;) {
    if (row.cells === mostColumns)
      throw new PanelProblem(
        `${place.name}, line ${place.line}: there are too many cells. Check that this is the file.`,
      );
    if (bytes[place.at] === quote) quotedCell(row, place);
    else plainCell(row, place);
    row.cells += 1;
    const isRowOver = place.at >= bytes.length || bytes[place.at] === newline;
    place.at += 1;
    if (isRowOver) break;
  }
  place.line += 1;
}

/**
 * Walks a comma-separated file (RFC 4180: quotes, CRLF, a byte order mark; empty lines are left out) and passes on the positions of the
 * cells without making strings of them: a national panel has three million cells, and only a third of them are wanted.
 * @throws PanelProblem where a quote is never closed, or a row has more cells than any file of ours.
 */
export function eachRow({ name, bytes }: TableFile, visit: (row: RowCursor) => void): void {
  const starts = new Int32Array(mostColumns);
  const row: RowCursor = { bytes, line: 1, cells: 0, starts, ends: new Int32Array(mostColumns) };
  const place: Place = { name, at: startOf(bytes), line: 1 };
  while (place.at < bytes.length) {
    takeRow(row, place);
    const isEmpty = row.cells === 1 && row.starts[0] === row.ends[0];
    if (!isEmpty) visit(row);
  }
}

/** At most this many rows: as many as there are lines. */
export const mostRows = ({ bytes }: TableFile): number => linesIn(bytes, 0, bytes.length) + 1;
