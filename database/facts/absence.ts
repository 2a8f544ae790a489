import { type AbsenceRow } from '../../domain/drafting/campaign-facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../database.js';
import { fieldsOf, number, plain, selected, sourceOf, type Columns, type FactRow } from './columns.js';

const columns: Columns<Omit<AbsenceRow, 'publishedAbsencePercent'>> = {
  academicYear: plain('academic_year'),
  urn: plain('urn'),
  phase: plain('phase'),
  laCode: plain('la_code'),
  laestab: plain('laestab'),
  enrolments: number('enrolments'),
  possibleSessions: number('possible_sessions'),
  absenceSessions: number('absence_sessions'),
  absencePercent: number('absence_percent'),
  authorisedPercent: number('authorised_percent'),
  unauthorisedPercent: number('unauthorised_percent'),
  persistentAbsencePercent: number('persistent_absence_percent'),
  severeAbsencePercent: number('severe_absence_percent'),
};

const fieldOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(columns).map(([field, { name }]) => [name, field]),
);

/** A row of `school_absence`; its marks are stored by column, and read by the field that would hold the number. */
export const absenceRow = (row: FactRow): AbsenceRow => {
  const { academic_year: year, marks } = row;
  return {
    ...(fieldsOf(columns, row) as AbsenceRow),
    marks: byField((typeof marks === 'string' ? JSON.parse(marks) : marks) as AbsenceRow['marks']),
    source: sourceOf(row, year as string),
  };
};

const byField = (marks: AbsenceRow['marks']): AbsenceRow['marks'] =>
  Object.fromEntries(
    Object.entries(marks).flatMap(([column, mark]) => {
      const field = fieldOf[column];
      return field === undefined ? [] : [[field, mark]];
    }),
  );

/** What holds of the years before the given one, by school, the newest year first. */
export async function readAbsence(db: Database, before: AcademicYear): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select ${selected(columns)}, marks from current_school_absence where academic_year < ? order by urn, academic_year desc, phase`,
    [before],
  );
  return rows;
}

/** Rows of these years that a newer batch has replaced, the newest of each school and year. */
export async function readReplacedAbsence(
  db: Database,
  from: AcademicYear,
  to: AcademicYear,
): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select ${selected(columns)}, marks
    from (
      select *, row_number() over (partition by academic_year, urn, phase order by batch_id desc) as place
      from school_absence where academic_year between ? and ?
    ) held
    where place = 2 order by urn, academic_year, phase`,
    [from, to],
  );
  return rows;
}
