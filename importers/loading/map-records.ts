import { type FileContext, type FileFormat, type TableRow } from '../formats/file-format.js';
import { wholeRow } from '../import-error.js';
import { type Header } from '../reading/header.js';
import { Row } from '../reading/row.js';
import { type CsvRecord } from '../source/records.js';
import { UniqueKeys } from './unique-keys.js';

export interface MappedRow {
  readonly line: number;
  readonly cells: TableRow;
}

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
  for await (const record of records) {
    const row = rowOf(record, header, context);
    if (row === undefined) continue;
    const cells = mapper.map(row);
    if (cells !== undefined && keys.admits(row, cells)) {
      counts.rows += 1;
      yield { line: row.line, cells };
    } else if (!row.hasProblem) counts.leftOut += 1;
  }
  mapper.finish?.();
}

function rowOf(record: CsvRecord, header: Header, { errors }: FileContext): Row | undefined {
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
  return new Row(record, header, errors);
}

function columnName(header: Header, position: number): string {
  const name = header.names[position] ?? '';
  return name === '' ? `column ${position + 1}` : name;
}
