import { type Database } from '../../database/database.js';
import { readLearningReport } from '../../database/learning/learning.js';
import { type YearTerms } from '../../domain/school-year/messages/input.js';
import { type YearLessons } from '../../domain/learning/lesson.js';
import { lessonsOf } from '../../domain/learning/lessons.js';
import { shiftYear } from '../../domain/shared/academic-year.js';

/** Lessons of the year before for a campaign under these terms and baseline parameters; undefined where that year has no learning report. */
export async function readLessons(
  db: Database,
  { academicYear, monitoringPolicy, season }: YearTerms,
  baseline: string,
): Promise<YearLessons | undefined> {
  const last = await readLearningReport(db, shiftYear(academicYear, -1));
  if (!last) return undefined;
  const earlier = await readLearningReport(db, shiftYear(academicYear, -2));
  return lessonsOf(
    { last, ...(earlier && { earlier }) },
    { baseline, monitoring: monitoringPolicy.version, season: season.version },
  );
}
