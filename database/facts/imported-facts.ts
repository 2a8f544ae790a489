import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../database.js';
import { hasHubs } from '../hubs-and-support/hubs.js';

/** Whether anything has been imported of each kind that a campaign needs. */
export interface ImportedFacts {
  readonly register: boolean;
  readonly absenceLastYear: boolean;
  readonly absenceYearBefore: boolean;
  readonly nationLastYear: boolean;
  readonly hubs: boolean;
}

export async function importedFacts(
  db: Database,
  { lastYear, yearBefore }: { readonly lastYear: AcademicYear; readonly yearBefore: AcademicYear },
): Promise<ImportedFacts> {
  const [register, absenceLastYear, absenceYearBefore, nationLastYear, hubs] = await Promise.all([
    has(db, 'establishment'),
    has(db, 'school_absence', { academic_year: lastYear }),
    has(db, 'school_absence', { academic_year: yearBefore }),
    has(db, 'area_absence', { academic_year: lastYear, level: 'national' }),
    hasHubs(db),
  ]);
  return { register, absenceLastYear, absenceYearBefore, nationLastYear, hubs };
}

const has = async (db: Database, table: string, row: Readonly<Record<string, string>> = {}): Promise<boolean> =>
  (await db(table).where(row).first<object | undefined>('batch_id')) !== undefined;
