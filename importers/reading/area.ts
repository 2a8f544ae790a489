import { type AcademicYear, isAcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { plainCode, wholeNumber } from './codes.js';
import { plainMeanings, type Row } from './row.js';

/** Columns that the department's statistics files share. */
export const statisticsColumns = {
  year: { name: 'time_period' },
  span: { name: 'time_identifier', isOptional: true },
  level: { name: 'geographic_level' },
  region: { name: 'region_code' },
  authority: { name: 'old_la_code' },
  authorityName: { name: 'la_name', isOptional: true },
  phase: { name: 'education_phase', aliases: ['school_type'] },
} as const;

export type Level = 'national' | 'regional' | 'local-authority' | 'school';

const levels: ReadonlyMap<string, Level> = new Map([
  ['National', 'national'],
  ['Regional', 'regional'],
  ['Local authority', 'local-authority'],
  ['School', 'school'],
]);

/**
 * The level of a row. Statistics files gain levels from year to year, and none of the others is used, so a level that is not in the list
 * leaves its row out, whatever else the row holds. An empty one is a fault.
 */
export const levelIn = (row: Row): Level | undefined => usedOf(row, 'geographic_level', levels);

/** The phase of a row; another one, such as alternative provision or all schools, leaves the row out. */
export const phaseIn = <Phase>(row: Row, phases: ReadonlyMap<string, Phase>): Phase | undefined =>
  usedOf(row, 'education_phase', phases);

function usedOf<T>(row: Row, column: string, used: ReadonlyMap<string, T>): T | undefined {
  const text = row.text(column);
  const meaning = plainMeanings(used).get(plainCode(text));
  if (meaning !== undefined) return meaning;
  if (text === '') row.report(column, { problem: 'The cell is empty.', remedy: 'Fill it in, or delete the row.' });
  else row.note(`Rows with ${column} "${text.slice(0, 60)}" are not used and were left out.`);
  return undefined;
}

export const schoolPhases: ReadonlyMap<string, AbsencePhase> = new Map([
  ['State-funded primary', 'primary'],
  ['State-funded secondary', 'secondary'],
  ['Special', 'special'],
]);

export const areaPhases: ReadonlyMap<string, AbsencePhase | 'total'> = new Map([
  ...schoolPhases,
  ['Primary', 'primary'],
  ['Secondary', 'secondary'],
  ['Total', 'total'],
  ['All schools', 'total'],
]);

/** The year of a row that covers a whole one; a term's figures under a year's name would be taken for the year's. */
export function yearIn(row: Row): AcademicYear | undefined {
  const span = row.text('time_identifier');
  if (span !== '' && span !== 'Academic year')
    row.report('time_identifier', {
      problem: 'The row does not cover an academic year.',
      remedy: 'Use the file of whole academic years (three terms).',
    });
  const text = wholeNumber(row.text('time_period'));
  if (isAcademicYear(text)) return text;
  row.report('time_period', {
    problem: 'This is not an academic year.',
    remedy: 'Write six digits of two successive years, such as 202425.',
  });
  return undefined;
}

const noArea = new Set(['', 'z', 'x', '.', ':']);

/** The three-digit authority code; null where the row has none. */
export function authorityCodeIn(row: Row, column: string): string | null | undefined {
  const text = wholeNumber(row.text(column));
  if (noArea.has(text)) return null;
  if (/^\d{3}$/.test(text)) return text;
  row.report(column, {
    problem: 'This is not a local authority code.',
    remedy: 'Write the three-digit code of the authority.',
  });
  return undefined;
}

/** The nine-character code of the region; null where the row has none. */
function regionCodeIn(row: Row): string | null | undefined {
  const text = row.text('region_code');
  if (noArea.has(text)) return null;
  if (/^E\d{8}$/.test(text)) return text;
  row.report('region_code', {
    problem: 'This is not a region code.',
    remedy: 'Write the nine-character code, such as E12000001.',
  });
  return undefined;
}

export interface Area {
  readonly level: Exclude<Level, 'school'>;
  readonly regionOnsCode: string | null;
  readonly laCode: string | null;
}

/** The area of a row; a row of one authority must carry its code, a regional row its region's. */
export function areaIn(row: Row, level: Exclude<Level, 'school'>): Area | undefined {
  const regionOnsCode = regionCodeIn(row);
  const laCode = authorityCodeIn(row, 'old_la_code');
  if (regionOnsCode === undefined || laCode === undefined) return undefined;
  if (level === 'regional' && regionOnsCode === null) {
    row.report('region_code', {
      problem: 'A regional row has no region code.',
      remedy: 'Fill in the code, such as E12000001.',
    });
    return undefined;
  }
  if (level === 'local-authority' && laCode === null) {
    row.report('old_la_code', {
      problem: 'The row of an authority has no code.',
      remedy: 'Fill in the three-digit code.',
    });
    return undefined;
  }
  return {
    level,
    regionOnsCode: level === 'national' ? null : regionOnsCode,
    laCode: level === 'local-authority' ? laCode : null,
  };
}
