import { type RungName } from '../baseline/ladder.js';
import { type NamedExample, type SimilarFacts } from '../report/facts.js';
import { type Source } from '../shared/source.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type AreaRate } from './campaign-facts.js';
import { type KnownSchool } from './school-histories.js';

/** Where the number of pupils was read. */
export function enrolmentsSource(
  { school, rows, enrolmentsFrom }: KnownSchool,
  lastYear: AcademicYear,
): Source | undefined {
  switch (enrolmentsFrom) {
    case 'absence':
      return rows.find(({ academicYear }) => academicYear === lastYear)?.source;
    case 'register':
      return school.source;
    case 'nowhere':
      return undefined;
  }
}

/** The line of last year's attendance of every school, by URN. */
export const lastYearSources = (schools: readonly KnownSchool[], lastYear: AcademicYear): ReadonlyMap<string, Source> =>
  new Map(
    schools.flatMap(({ school, rows }) => {
      const row = rows.find(({ academicYear }) => academicYear === lastYear);
      // A corrected value is on no line of a file.
      return row && row.publishedAbsencePercent === undefined ? [[school.urn, row.source]] : [];
    }),
  );

/** The examples with the line that each one's attendance was read from. */
export function withSources(
  similar: SimilarFacts<NamedExample>,
  sources: ReadonlyMap<string, Source>,
): SimilarFacts<NamedExample> {
  if (similar.kind !== 'found') return similar;
  return {
    ...similar,
    schools: similar.schools.map((school) => {
      const source = sources.get(school.urn);
      return source ? { ...school, source } : school;
    }),
  };
}

interface ReadRungs {
  readonly country: AreaRate | undefined;
  readonly local: AreaRate | undefined;
  /** Of the school's own row before the pandemic. */
  readonly own: Source | undefined;
}

/** Which rungs were read from a file, and where. */
export const rungSources = ({ country, local, own }: ReadRungs): Readonly<Partial<Record<RungName, Source>>> => ({
  ...(local?.source && { 'local-authority': local.source }),
  ...(country?.source && { national: country.source }),
  ...(own && { 'own-pre-pandemic': own }),
});
