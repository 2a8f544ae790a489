import { type FileContext, type FileFormat, type MappedRow } from '../formats/file-format.js';
import { type Fault, wholeFile, wholeRow } from '../import-error.js';
import { type Header } from '../reading/header.js';
import { Row } from '../reading/row.js';
import { type CsvRecord } from '../source/records.js';
import { UniqueKeys } from './unique-keys.js';

export interface MappingCounts {
  rows: number;
  leftOut: number;
}

export interface Mapping {
  readonly format: FileFormat;
  readonly header: Header;
  readonly context: FileContext;
  readonly counts: MappingCounts;
}

/** Table rows of a file, in its order. Every fault goes to the context's list; faulty rows are not yielded. */
export async function* mapRecords(records: AsyncIterable<CsvRecord>, mapping: Mapping): AsyncGenerator<MappedRow> {
  const { format, header, context, counts } = mapping;
  const mapper = format.begin(context);
  const keys = new UniqueKeys(format);
  let recordCount = 0;
  for await (const record of records) {
    recordCount += 1;
    const row = rowOf(record, header, context);
    if (row === undefined) continue;
    const cells = mapper.map(row);
    if (cells === 'held') continue;
    if (cells !== undefined && keys.admits(row, cells)) {
      counts.rows += 1;
      yield { line: row.line, cells };
    } else if (!row.hasProblem) counts.leftOut += 1;
  }
  for (const row of mapper.rest?.() ?? []) {
    counts.rows += 1;
    yield row;
  }
  mapper.finish?.();
  if (counts.rows === 0 && context.errors.count === 0) context.errors.add(nothingUsed(recordCount));
}

const nothingUsed = (recordCount: number): Fault => ({
  line: 1,
  column: wholeFile,
  problem:
    recordCount === 0
      ? 'The file has its column names and no rows.'
      : `None of the file's ${recordCount} rows is used here.`,
  remedy:
    'Check that this is the right file and that it was exported without a filter; what was imported before stays in force.',
});

function rowOf(record: CsvRecord, header: Header, { errors, notes }: FileContext): Row | undefined {
  if (!('cells' in record)) {
    const { line, column, problem, remedy } = record;
    errors.add({ line, column: columnName(header, column), problem, remedy });
    return undefined;
  }
  const expected = header.names.length;
  const found = record.cells.length;
  if (found !== expected) {
    errors.add({
      line: record.line,
      column: found < expected ? columnName(header, found) : `column ${expected + 1}`,
      problem: `The row has ${found} cells where the header has ${expected}.`,
      remedy:
        found < expected
          ? 'Add the missing cells; a blank one still needs its comma.'
          : 'Remove the extra cells, or put a cell that holds a comma between quotation marks.',
    });
    return undefined;
  }
  if (record.cells.some((cell) => cell.includes('\u0000'))) {
    errors.add({
      line: record.line,
      column: wholeRow,
      problem: 'The row contains a character that is not text (NUL).',
      remedy: 'Export the file again.',
    });
    return undefined;
  }
  return new Row(record, header, { errors, notes });
}

function columnName(header: Header, position: number): string {
  const name = header.names[position] ?? '';
  return name === '' ? `column ${position + 1}` : name;
}
