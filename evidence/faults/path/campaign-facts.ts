import {
  censusContext,
  type ContextMeasure,
  type ContextSource,
  similarSchoolsContext,
  type SchoolContext,
} from '../../../domain/baseline/context.js';
import { type AbsenceRow, type AreaRate, type CampaignFacts } from '../../../domain/drafting/campaign-facts.js';
import { type EstablishmentLink } from '../../../domain/scope/types.js';
import { type AcademicYear, shiftYear } from '../../../domain/shared/academic-year.js';
import { groupBy } from '../../../domain/shared/group-by.js';
import { selectiveAreas2018 } from '../../../domain/similar/selective-areas-2018.js';
import { type TableRow } from '../../../importers/formats/file-format.js';
import { newest, oncePerRow, replaced, type StoredRow, storedRows } from './current-rows.js';
import { type Batch } from './read-files.js';

/**
 * What the campaign's reading of the database would give for these batches; a test compares the two on real files.
 * Views named `current_…` are the newest batch of each subject.
 */
export function campaignFacts(batches: readonly Batch[], targetYear: AcademicYear): CampaignFacts {
  const rows = (...kinds: Batch['kind'][]): readonly StoredRow[] =>
    batches.filter(({ kind }) => kinds.includes(kind)).flatMap(storedRows);
  const register = rows('register');
  const absence = rows('school-absence').filter(({ cells }) => text(cells, 'academic_year') < targetYear);
  const yearsBack = (years: readonly number[]): readonly AcademicYear[] =>
    years.map((back) => shiftYear(targetYear, -back));
  const context = rows('context', 'census');
  const current = atPlace(contextsOf(context, yearsBack([1, 2])), 0);
  const urnOf = ({ cells }: StoredRow): string => text(cells, 'urn');
  return {
    targetYear,
    schools: newest(register, urnOf).map(school) as unknown as CampaignFacts['schools'],
    links: newestBatch(rows('links')).map(({ cells }) => camelled(cells)) as unknown as EstablishmentLink[],
    absence: newest(absence, absenceKey).map(absenceRow),
    areas: newest(rows('area-absence'), areaKey)
      .filter(({ cells }) => isUsedArea(cells, targetYear))
      .map(areaRate),
    contextSource: sourceOf(current),
    context: current,
    secondSources: {
      schoolsBefore: replaced(register, urnOf).map(school) as unknown as CampaignFacts['schools'],
      replacedAbsence: replaced(absence, absenceKey).map(absenceRow),
      returns: [],
      yearToDate: [],
      contextBefore: atPlace(contextsOf(context, yearsBack([1, 2, 3])), 1),
    },
    areaPrior: selectiveAreas2018,
  };
}

const text = (cells: TableRow, column: string): string => String(cells[column] ?? '');

const newestBatch = (rows: readonly StoredRow[]): readonly StoredRow[] => {
  const last = Math.max(...rows.map(({ batchId }) => batchId));
  return rows.filter(({ batchId }) => batchId === last);
};

const absenceKey = ({ cells }: StoredRow): string =>
  ['urn', 'academic_year', 'phase'].map((column) => text(cells, column)).join(' ');

const areaKey = ({ cells }: StoredRow): string =>
  ['academic_year', 'level', 'region_ons_code', 'la_code', 'phase'].map((column) => text(cells, column)).join(' ');

const isUsedArea = (cells: TableRow, targetYear: AcademicYear): boolean =>
  text(cells, 'academic_year') < targetYear &&
  ['national', 'local-authority'].includes(text(cells, 'level')) &&
  text(cells, 'phase') !== 'total' &&
  cells['absence_percent'] !== null;

const areaRate = oncePerRow(({ cells, batchId, line }): AreaRate => {
  const { academicYear, level, laCode, phase, absencePercent, possibleSessions, absenceSessions } = camelled(cells);
  return {
    academicYear,
    level,
    phase,
    absencePercent,
    ...(laCode !== undefined && { laCode }),
    ...(possibleSessions !== undefined && { possibleSessions }),
    ...(absenceSessions !== undefined && { absenceSessions }),
    source: { batchId, line, asOf: text(cells, 'academic_year') },
  } as AreaRate;
});

const renamed: Readonly<Record<string, string>> = { idaci: 'deprivationIndex' };

/** Columns that a campaign does not read. */
const notRead: ReadonlySet<string> = new Set([
  'establishment_number',
  'type_name',
  'school_capacity',
  'trust_name',
  'authorised_sessions',
  'unauthorised_sessions',
]);

/** Columns in the words of the domain, without those that hold nothing. */
function camelled(cells: TableRow): Record<string, unknown> {
  const named = Object.entries(cells).filter(([column, value]) => value !== null && !notRead.has(column));
  return Object.fromEntries(
    named.map(([column, value]) => [
      renamed[column] ?? column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

const school = oncePerRow(({ cells, batchId, line }): Record<string, unknown> => ({
  laCode: '',
  laName: '',
  ...camelled(cells),
  source: { batchId, line, asOf: 'register' },
}));

const absenceRow = oncePerRow(({ cells, batchId, line }): AbsenceRow => {
  const { marks, ...rest } = camelled(cells);
  return {
    ...rest,
    marks: JSON.parse(marks as string) as AbsenceRow['marks'],
    source: { batchId, line, asOf: text(cells, 'academic_year') },
  } as unknown as AbsenceRow;
});

const measures: ReadonlySet<string> = new Set<ContextMeasure>([
  ...censusContext.measures,
  ...similarSchoolsContext.measures,
]);

/** Each school's contexts of these years, the newest first. */
function contextsOf(
  rows: readonly StoredRow[],
  years: readonly AcademicYear[],
): ReadonlyMap<string, readonly SchoolContext[]> {
  const ofYears = years.flatMap((year) =>
    newest(
      rows.filter(({ cells }) => text(cells, 'academic_year') === year),
      ({ cells }) => text(cells, 'urn'),
    ),
  );
  const byUrn = groupBy(ofYears, ({ cells }) => text(cells, 'urn'));
  return new Map([...byUrn].map(([urn, own]) => [urn, own.map(measuresOf)]));
}

const measuresOf = oncePerRow(
  ({ cells }): SchoolContext =>
    Object.fromEntries(Object.entries(camelled(cells)).filter(([name]) => measures.has(name))) as SchoolContext,
);

/** The newest, or the one before it, of each school that has it. */
const atPlace = (
  contexts: ReadonlyMap<string, readonly SchoolContext[]>,
  place: number,
): ReadonlyMap<string, SchoolContext> =>
  new Map([...contexts].flatMap(([urn, own]) => own.slice(place, place + 1).map((context) => [urn, context] as const)));

function sourceOf(context: ReadonlyMap<string, SchoolContext>): ContextSource {
  const withDeprivation = [...context.values()].filter(({ deprivationIndex }) => deprivationIndex !== undefined);
  return withDeprivation.length * 2 > context.size ? similarSchoolsContext : censusContext;
}
