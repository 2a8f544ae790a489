import { type YearTerms } from '../../domain/school-year/messages/input.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database, type Table } from '../database.js';

declare module 'knex/types/tables.js' {
  interface Tables {
    year_terms: Table<{ readonly academic_year: string; readonly terms: YearTerms }, 'terms'>;
  }
}

/** Keeps what every school of a year shares; the first terms of a year hold. */
export async function pinYearTerms(db: Database, terms: YearTerms): Promise<void> {
  await db('year_terms')
    .insert({ academic_year: terms.academicYear, terms: JSON.stringify(terms) })
    .onConflict('academic_year')
    .ignore();
}

/** The terms that a year's campaign began with; undefined before it has begun. */
export const readYearTerms = (db: Database, academicYear: AcademicYear): Promise<YearTerms | undefined> =>
  db('year_terms')
    .where('academic_year', academicYear)
    .first<{ readonly terms: YearTerms } | undefined>('terms')
    .then((row) => row?.terms);
