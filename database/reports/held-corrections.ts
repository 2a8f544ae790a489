import { type HeldCorrection } from '../../domain/drafting/campaign-facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../database.js';

interface CorrectedYear {
  readonly urn: string;
  readonly data_year: AcademicYear;
  readonly corrected: number;
}

/**
 * What upheld challenges of earlier campaigns found right, by school and year of data; of several the newest report counts. The report is
 * where a corrected value is stored next to the published one.
 */
export async function readHeldCorrections(db: Database, before: AcademicYear): Promise<readonly HeldCorrection[]> {
  const { rows } = await db.raw<{ rows: CorrectedYear[] }>(
    `select distinct on (report.urn, year->>'academicYear')
      report.urn, year->>'academicYear' as data_year, (year->>'correctedAttendancePercent')::float8 as corrected
    from report cross join lateral jsonb_array_elements(report.facts->'years') year
    where report.academic_year < ? and year->>'correctedAttendancePercent' is not null
    order by report.urn, year->>'academicYear', report.academic_year desc, report.report_version desc`,
    [before],
  );
  return rows.map(({ urn, data_year: academicYear, corrected }) => ({
    urn,
    academicYear,
    absencePercent: 100 - corrected,
  }));
}
