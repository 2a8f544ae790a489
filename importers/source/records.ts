import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** A record that can be read, or the reason why its line cannot. `column` counts from 0. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly column: number; readonly problem: string; readonly remedy: string };

/** A quoted cell longer than this counts as a quote that was never closed. */
const longestRecordLines = 50;

const quoteRemedy = 'Close the quotation mark, or double it where it belongs to the text.';

/**
 * Cuts lines into records. Unlike a plain parser it recovers from a quotation mark that is never closed: only the line that opened it is lost,
 * the lines it would have swallowed are read, so that one mistake does not hide the other faults of a file. Blank lines are ignored.
 */
export async function* readRecords(lines: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const reader = new LineReader(lines);
  let width: number | undefined;
  for (;;) {
    const first = await reader.next();
    if (first === undefined) return;
    if (isBlank(first)) continue;
    const line = reader.line;
    const record = first.includes('"') ? await quotedRecord(reader, first, width) : { line, cells: first.split(',') };
    if ('cells' in record) width ??= record.cells.length;
    yield record;
  }
}

/** Spreadsheets leave rows of commas alone below a table. */
const isBlank = (line: string): boolean => /^[\s,]*$/.test(line);

async function quotedRecord(reader: LineReader, first: string, width: number | undefined): Promise<CsvRecord> {
  const line = reader.line;
  const taken = [first];
  while (hasOpenQuote(taken) && taken.length <= longestRecordLines) {
    const next = await reader.next();
    if (next === undefined) break;
    taken.push(next);
  }
  const parsed = parseRecord(taken.join('\n'), line);
  if (taken.length === 1 || ('cells' in parsed && !swallowsRecords(taken, parsed.cells.length, width))) return parsed;
  reader.giveBack(taken.slice(1));
  return parseRecord(first, line);
}

const hasOpenQuote = (lines: readonly string[]): boolean => {
  let quotes = 0;
  for (const line of lines) for (const character of line) if (character === '"') quotes += 1;
  return quotes % 2 === 1;
};

/** A line inside a quoted cell that has as many commas as a whole record is a record. */
function swallowsRecords(taken: readonly string[], found: number, width: number | undefined): boolean {
  if (width !== undefined && found !== width) return true;
  return taken.slice(1).some((line) => line.split(',').length >= Math.max(width ?? found, 2));
}

function parseRecord(text: string, line: number): CsvRecord {
  try {
    const [cells] = parse(text, { relax_column_count: true });
    return { line, cells: cells ?? [''] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line, column: columnOf(error), problem: problemOf(error), remedy: quoteRemedy };
  }
}

function columnOf(error: CsvError): number {
  const index = error['index'] ?? error['column'];
  return typeof index === 'number' ? index : 0;
}

function problemOf(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'A quotation mark is opened and never closed.';
  if (error.code === 'INVALID_OPENING_QUOTE') return 'There is a quotation mark in the middle of a cell.';
  return 'Text follows the closing quotation mark of a cell.';
}

/** Lines one at a time, with their numbers, and a way to give some back. */
class LineReader {
  readonly #source: AsyncIterator<string>;
  #waiting: string[] = [];
  line = 0;

  constructor(lines: AsyncIterable<string>) {
    this.#source = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<string | undefined> {
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) {
      this.line += 1;
      return waiting;
    }
    const result = await this.#source.next();
    if (result.done === true) return undefined;
    this.line += 1;
    return result.value;
  }

  giveBack(lines: readonly string[]): void {
    this.#waiting = [...lines, ...this.#waiting];
    this.line -= lines.length;
  }
}
