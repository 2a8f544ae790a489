import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';

/** The least a stored school-year must say to be joined to another year's. */
export interface YearRow {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly laestab?: string;
  readonly phase: AbsencePhase;
}

interface RowsOfYear<Row extends YearRow> {
  readonly byUrn: Map<string, Row>;
  readonly byLaestab: Map<string, Row>;
}

export type YearIndex<Row extends YearRow> = ReadonlyMap<AcademicYear, RowsOfYear<Row>>;

/** Of doubled rows the first stands; the gates tell of the double. */
export function yearIndex<Row extends YearRow>(rows: Iterable<Row>): YearIndex<Row> {
  const index = new Map<AcademicYear, RowsOfYear<Row>>();
  for (const row of rows) {
    let year = index.get(row.academicYear);
    if (year === undefined) index.set(row.academicYear, (year = { byUrn: new Map(), byLaestab: new Map() }));
    if (!year.byUrn.has(row.urn)) year.byUrn.set(row.urn, row);
    if (row.laestab !== undefined && !year.byLaestab.has(row.laestab)) year.byLaestab.set(row.laestab, row);
  }
  return index;
}

/**
 * A school's row of another year: by URN, else by LAESTAB, which a school nearly always keeps when it becomes an academy;
 * never a row of another phase. For fitting and back-testing only: the history of a school that is given an expectation follows its lineage.
 */
export function rowOfYear<Row extends YearRow>(
  index: YearIndex<Row>,
  school: YearRow,
  year: AcademicYear,
): Row | undefined {
  const rows = index.get(year);
  const byLaestab = school.laestab === undefined ? undefined : rows?.byLaestab.get(school.laestab);
  const row = rows?.byUrn.get(school.urn) ?? byLaestab;
  return row?.phase === school.phase ? row : undefined;
}
