import { parse } from 'csv-parse/sync';

/** One CSV file as cells, so that faults can be planted in it. Rows are replaced, never changed in place. */
export interface Sheet {
  readonly fileName: string;
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
}

export type SheetRow = readonly string[];

export function parseSheet(fileName: string, content: Buffer): Sheet {
  const [header = [], ...rows] = parse(content, { bom: true, relax_column_count: true });
  return { fileName, header, rows };
}

/** @throws RangeError when the sheet has no such column: a fault that cannot be planted is a fault of the campaign itself. */
export function columnOf({ fileName, header }: Sheet, name: string): number {
  const position = header.indexOf(name);
  if (position < 0) throw new RangeError(`${fileName} has no column "${name}".`);
  return position;
}

/** Reads one column of any row of the sheet. */
export function reader(sheet: Sheet, name: string): (row: SheetRow) => string {
  const position = columnOf(sheet, name);
  return (row) => row[position] ?? '';
}

export type CellChange = Readonly<Record<string, string>>;

/** The sheet with some cells of some rows changed; `change` returns undefined for a row that stays the same. */
export function withCells(sheet: Sheet, change: (row: SheetRow, index: number) => CellChange | undefined): Sheet {
  return {
    ...sheet,
    rows: sheet.rows.map((row, index) => {
      const cells = change(row, index);
      return cells === undefined ? row : withValues(sheet, row, cells);
    }),
  };
}

export function withValues(sheet: Sheet, row: SheetRow, cells: CellChange): SheetRow {
  const copy = [...row];
  for (const [name, value] of Object.entries(cells)) copy[columnOf(sheet, name)] = value;
  return copy;
}

export const withRows = (sheet: Sheet, rows: readonly SheetRow[]): Sheet => ({ ...sheet, rows });

export const sheetText = ({ header, rows }: Sheet): string => `${[header, ...rows].map(line).join('\n')}\n`;

const line = (row: SheetRow): string => row.map(quoted).join(',');

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
