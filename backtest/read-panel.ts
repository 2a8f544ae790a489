import { type AcademicYear } from '../domain/shared/academic-year.js';
import { type RowCursor, eachRow } from './delimited.js';
import { Columns } from './panel-columns.js';
import { PanelProblem } from './panel-problem.js';
import { type LeftOut, type OutcomeRow, type PanelRow } from './panel-row.js';
import { type RowRead, rowReader } from './row-reader.js';
import { type TableFile, readTableFile } from './table-file.js';

interface Read<Row> {
  readonly rows: readonly Row[];
  readonly leftOut: LeftOut;
}

export interface Panel extends Read<PanelRow> {
  readonly name: string;
  readonly sha256: string;
}

export interface Outcomes extends Read<OutcomeRow> {
  readonly name: string;
  readonly sha256: string;
}

interface ReadTerms {
  readonly required: readonly string[];
  /** For a file that does not say its year. */
  readonly year?: AcademicYear;
}

interface NumberedRow {
  readonly row: OutcomeRow;
  readonly line: number;
}

function rowsOf(file: TableFile, { required, year }: ReadTerms): Read<NumberedRow> {
  let read: ((row: RowCursor) => RowRead) | undefined;
  const rows: NumberedRow[] = [];
  const seen = new Map<string, Set<string>>();
  let [withoutSessions, doubled, otherPhase] = [0, 0, 0];
  eachRow(file, (cursor) => {
    if (read === undefined) {
      const columns = new Columns(file.name, cursor);
      columns.require(required);
      read = rowReader(columns, year);
      return;
    }
    const row = read(cursor);
    if (row === 'without-sessions') withoutSessions += 1;
    else if (row === 'other-phase') otherPhase += 1;
    else {
      let known = seen.get(row.academicYear);
      if (known === undefined) seen.set(row.academicYear, (known = new Set()));
      if (known.has(row.urn)) doubled += 1;
      else {
        known.add(row.urn);
        rows.push({ row, line: cursor.line });
      }
    }
  });
  if (rows.length === 0) {
    throw new PanelProblem(
      `${file.name} has no row of a primary, secondary or special school with sessions. Check that this is the file you mean.`,
    );
  }
  return { rows, leftOut: { withoutSessions, doubled, otherPhase } };
}

const outcomeColumns = ['urn', 'laestab', 'phase', 'sess_possible', 'sess_overall'] as const;
const panelColumns = [...outcomeColumns, 'time_period', 'region', 'la_code', 'enrolments'] as const;

const isWhole = (row: OutcomeRow): row is PanelRow => row.regionCode !== undefined && row.enrolments !== undefined;

/** A panel's row has all that the promise of the file holds. */
function whole(file: string, { row, line }: NumberedRow): PanelRow {
  if (isWhole(row)) return row;
  throw new PanelProblem(
    row.regionCode === undefined
      ? `${file}, line ${line}, column region: the cell is not one of the nine regions. Write the region's name, such as North East.`
      : `${file}, line ${line}, column enrolments: the cell is empty. Fill in the school's enrolments.`,
  );
}

/** @throws PanelProblem naming file, line, column and remedy. */
export function readPanel(path: string): Panel {
  const file = readTableFile(path);
  const { rows, leftOut } = rowsOf(file, { required: panelColumns });
  return { name: file.name, sha256: file.sha256, rows: rows.map((row) => whole(file.name, row)), leftOut };
}

/**
 * The rows of one year of an outcomes file; a file without the column `time_period` is of that year as a whole.
 * @throws PanelProblem naming file, line, column and remedy.
 */
export function readOutcomes(path: string, year: AcademicYear): Outcomes {
  const file = readTableFile(path);
  const { rows, leftOut } = rowsOf(file, { required: outcomeColumns, year });
  const ofYear = rows.map(({ row }) => row).filter((row) => row.academicYear === year);
  if (ofYear.length === 0)
    throw new PanelProblem(
      `${file.name}, column time_period: there is no row of ${year}. Give the outcomes of that year.`,
    );
  return { name: file.name, sha256: file.sha256, rows: ofYear, leftOut };
}
