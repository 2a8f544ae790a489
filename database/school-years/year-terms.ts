import { type YearTerms } from '../../domain/school-year/messages/input.js';
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
