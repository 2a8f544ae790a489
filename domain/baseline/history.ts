import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';

/** The least a stored school-year must say to be joined to another year's. */
export interface YearRow {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly laestab?: string;
  readonly phase: AbsencePhase;
}

export interface YearIndex<Row extends YearRow> {
  readonly byUrn: ReadonlyMap<string, Row>;
  readonly byLaestab: ReadonlyMap<string, Row>;
}

const key = (year: AcademicYear, id: string): string => `${year} ${id}`;

/** Of doubled rows the first stands; the gates tell of the double. */
export function yearIndex<Row extends YearRow>(rows: Iterable<Row>): YearIndex<Row> {
  const byUrn = new Map<string, Row>();
  const byLaestab = new Map<string, Row>();
  for (const row of rows) {
    const urnKey = key(row.academicYear, row.urn);
    if (!byUrn.has(urnKey)) byUrn.set(urnKey, row);
    if (row.laestab === undefined) continue;
    const laestabKey = key(row.academicYear, row.laestab);
    if (!byLaestab.has(laestabKey)) byLaestab.set(laestabKey, row);
  }
  return { byUrn, byLaestab };
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
  const byLaestab = school.laestab === undefined ? undefined : index.byLaestab.get(key(year, school.laestab));
  const row = index.byUrn.get(key(year, school.urn)) ?? byLaestab;
  return row?.phase === school.phase ? row : undefined;
}
