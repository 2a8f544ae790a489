import { type Knex } from 'knex';
import { type AcademicYear } from '../../domain/shared/academic-year.js';

export interface ArchiveCounts {
  readonly histories: number;
  /** Mean events of a closed school-year, one decimal; missing while none is archived. */
  readonly eventsPerSchoolYear?: number;
}

/** How many histories of the year are archived, and how long a school-year's is. */
export async function countArchive(db: Knex, academicYear: AcademicYear): Promise<ArchiveCounts> {
  const row = await db('history_archive')
    .where({ academic_year: academicYear })
    .first<{ histories: string; events: string | null }>(
      db.raw('count(*) as histories'),
      db.raw(`round(avg(event_count) filter (where workflow_type = 'schoolYear'), 1) as events`),
    );
  return { histories: Number(row.histories), ...(row.events !== null && { eventsPerSchoolYear: Number(row.events) }) };
}
