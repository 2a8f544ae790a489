import { type AreaRate, type YearToDateRate } from '../../domain/drafting/campaign-facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../database.js';
import { fieldsOf, number, plain, selected, sourceOf, type Columns, type FactRow } from './columns.js';

const columns: Columns<AreaRate> = {
  academicYear: plain('academic_year'),
  level: plain('level'),
  laCode: plain('la_code'),
  laName: plain('la_name'),
  phase: plain('phase'),
  absencePercent: number('absence_percent'),
  possibleSessions: number('possible_sessions'),
  absenceSessions: number('absence_sessions'),
};

/** A row of `area_absence`. */
export const areaRate = (row: FactRow): AreaRate => ({
  ...(fieldsOf(columns, row) as AreaRate),
  source: sourceOf(row, row['academic_year'] as string),
});

/** A campaign compares with the nation and with authorities, phase by phase. */
export const isCompared = (row: FactRow): boolean =>
  (row['level'] === 'national' || row['level'] === 'local-authority') &&
  row['phase'] !== 'total' &&
  row['absence_percent'] !== null;

/** What holds of the years before the given one. */
export async function readAreas(db: Database, before: AcademicYear): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select ${selected(columns)} from current_area_absence where academic_year < ? order by academic_year, level, la_code, phase`,
    [before],
  );
  return rows;
}

const toDateColumns: Columns<YearToDateRate> = {
  level: plain('level'),
  laCode: plain('la_code'),
  phase: plain('phase'),
  possibleSessions: number('possible_sessions'),
  absenceSessions: number('absence_sessions'),
};

/** A row of `attendance_to_date`. */
export const yearToDateRate = (row: FactRow): YearToDateRate => fieldsOf(toDateColumns, row) as YearToDateRate;

/** The last snapshot of a year's fortnightly release, of each area and phase. */
export async function readLastSnapshots(db: Database, academicYear: AcademicYear): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select distinct on (level, la_code, phase) ${selected(toDateColumns)}
    from current_attendance_to_date
    where academic_year = ? and level in ('national', 'local-authority') and phase <> 'total'
      and possible_sessions is not null and absence_sessions is not null
    order by level, la_code, phase, snapshot_date desc`,
    [academicYear],
  );
  return rows;
}
