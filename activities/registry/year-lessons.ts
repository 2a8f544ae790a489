import { type Knex } from 'knex';
import { type YearTerms } from '../../domain/school-year/messages/input.js';
import { type YearLessons } from '../../domain/learning/lesson.js';
import { lessonsOf } from '../../domain/learning/lessons.js';
import { type LearningReport } from '../../domain/learning/report.js';
import { shiftYear, type AcademicYear } from '../../domain/shared/academic-year.js';

/** What the year before teaches a campaign under these terms and baseline parameters; undefined where it has no learning report. */
export async function readLessons(
  db: Knex,
  { academicYear, monitoringPolicy, season }: YearTerms,
  baseline: string,
): Promise<YearLessons | undefined> {
  const last = await readReport(db, shiftYear(academicYear, -1));
  if (!last) return undefined;
  const earlier = await readReport(db, shiftYear(academicYear, -2));
  return lessonsOf(
    { last, ...(earlier && { earlier }) },
    { baseline, monitoring: monitoringPolicy.version, season: season.version },
  );
}

const readReport = (db: Knex, academicYear: AcademicYear): Promise<LearningReport | undefined> =>
  db('learning_report')
    .where({ academic_year: academicYear })
    .first<{ readonly report: LearningReport } | undefined>('report')
    .then((row) => row?.report);
