import { type FactRows } from '../../../database/facts/campaign-facts.js';
import { groupBy } from '../../../domain/shared/group-by.js';
import { type AcademicYear, shiftYear } from '../../../domain/shared/academic-year.js';
import { current, newestBatch, replaced, type StoredRow, storedRows } from './current-rows.js';
import { type Batch } from './read-files.js';

/** The rows that the database would give a campaign of the year for these batches; a test compares the two on real files. */
export function factRows(batches: readonly Batch[], targetYear: AcademicYear): FactRows {
  const rows = (...kinds: Batch['kind'][]): readonly StoredRow[] =>
    batches.filter(({ kind }) => kinds.includes(kind)).flatMap(storedRows);
  const isBefore = (row: StoredRow): boolean => text(row, 'academic_year') < targetYear;
  const yearsBack = (years: readonly number[]): readonly AcademicYear[] =>
    years.map((back) => shiftYear(targetYear, -back));
  const register = rows('register');
  const absence = rows('school-absence').filter(isBefore);
  const context = rows('context', 'census');
  return {
    register: current(register, urnOf),
    registerBefore: replaced(register, urnOf),
    links: newestBatch(rows('links')),
    absence: current(absence, absenceKey),
    replacedAbsence: replaced(absence, absenceKey),
    areas: current(rows('area-absence').filter(isBefore), areaKey),
    context: ofYears(context, yearsBack([1, 2]), 0),
    contextBefore: ofYears(context, yearsBack([1, 2, 3]), 1),
    yearToDate: [],
    returns: [],
  };
}

const text = (row: StoredRow, column: string): string => (row[column] as string | null | undefined) ?? '';

const urnOf = (row: StoredRow): string => text(row, 'urn');

const absenceKey = (row: StoredRow): string =>
  ['urn', 'academic_year', 'phase'].map((column) => text(row, column)).join(' ');

const areaKey = (row: StoredRow): string =>
  ['academic_year', 'level', 'region_ons_code', 'la_code', 'phase'].map((column) => text(row, column)).join(' ');

/** Each school's context at a place among those of these years, the newest year first. */
function ofYears(rows: readonly StoredRow[], years: readonly AcademicYear[], place: number): readonly StoredRow[] {
  const held = years.flatMap((year) =>
    current(
      rows.filter((row) => text(row, 'academic_year') === year),
      urnOf,
    ),
  );
  return [...groupBy(held, urnOf).values()].flatMap((own) => own.slice(place, place + 1));
}
