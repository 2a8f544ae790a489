import { type AcademicYear, yearInWords } from '../../domain/shared/academic-year.js';
import { eachRow, mostRows } from './delimited.js';
import { Header } from './header.js';
import { PanelProblem } from './panel-problem.js';
import { type PanelTable, type PanelWords, emptyTable, panelWords } from './panel-table.js';
import { type LeftOutReason, type RowTerms, rowWriter } from './row-writer.js';
import { type TableFile, readTableFile } from './table-file.js';

/** A file that was read, and how many of its rows were left out. */
export interface PanelFile {
  readonly name: string;
  readonly sha256: string;
  readonly table: PanelTable;
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
}

function tableOf(file: TableFile, required: readonly string[], terms: RowTerms): PanelFile {
  const table = emptyTable(mostRows(file), terms.words);
  const leftOut = { withoutSessions: 0, doubled: 0, otherPhase: 0, otherYear: 0 };
  let write: ReturnType<typeof rowWriter> | undefined;
  let count = 0;
  eachRow(file, (row) => {
    if (write === undefined) {
      const header = new Header(file.name, row);
      header.require(required);
      write = rowWriter(header, table, terms);
      return;
    }
    const reason = write(row, count);
    if (reason === undefined) count += 1;
    else leftOut[reason] += 1;
  });
  return { name: file.name, sha256: file.sha256, table: { ...table, count }, leftOut };
}

const outcomeColumns = ['urn', 'laestab', 'phase', 'sess_possible', 'sess_overall'] as const;
const panelColumns = [...outcomeColumns, 'time_period', 'region', 'la_code', 'enrolments'] as const;

/** @throws PanelProblem naming file, line, column and remedy. */
export function readPanel(path: string): PanelFile {
  const file = tableOf(readTableFile(path), panelColumns, { words: panelWords(), isPanel: true });
  if (file.table.count === 0)
    throw new PanelProblem(
      `${file.name} has no row of a primary, secondary or special school with sessions. Check that this is the file you mean.`,
    );
  return file;
}

/**
 * Outcomes of a year; only the school, its phase and its sessions are certain to be there. Words are spelled as in the panel.
 * @throws PanelProblem naming file, line, column and remedy.
 */
export function readOutcomes(path: string, year: AcademicYear, words: PanelWords): PanelFile {
  const file = tableOf(readTableFile(path), outcomeColumns, { words, year, isPanel: false });
  if (file.table.count === 0)
    throw new PanelProblem(
      `${file.name} has no row of ${yearInWords(year)} with sessions. Check the column time_period, and that these are the outcomes of that year.`,
    );
  return file;
}
