import { type AcademicYear, isAcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { type Row } from './row.js';

/** Columns that the department's statistics files share. */
export const statisticsColumns = {
  year: { name: 'time_period' },
  span: { name: 'time_identifier', isOptional: true },
  level: { name: 'geographic_level' },
  region: { name: 'region_code' },
  authority: { name: 'old_la_code' },
  phase: { name: 'education_phase', aliases: ['school_type'] },
} as const;

export type Level = 'national' | 'regional' | 'local-authority' | 'school';

const levels: ReadonlyMap<string, Level> = new Map([
  ['National', 'national'],
  ['Regional', 'regional'],
  ['Local authority', 'local-authority'],
  ['School', 'school'],
]);

export const levelIn = (row: Row): Level | undefined => row.oneOf('geographic_level', levels);

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
]);

/** The year of a row that covers a whole one; a term's figures under a year's name would be taken for the year's. */
export function yearIn(row: Row): AcademicYear | undefined {
  const span = row.text('time_identifier');
  if (span !== '' && span !== 'Academic year')
    row.report('time_identifier', {
      problem: 'The row does not cover an academic year.',
      remedy: 'Use the file of whole academic years (three terms).',
    });
  const text = row.text('time_period');
  if (isAcademicYear(text)) return text;
  row.report('time_period', {
    problem: 'This is not an academic year.',
    remedy: 'Write six digits of two successive years, such as 202425.',
  });
  return undefined;
}

const noArea = new Set(['', 'z', 'x', '.', ':']);

/** The three-digit authority code; some files write it as a decimal, "333.0". null where the row has none. */
export function authorityCodeIn(row: Row, column: string): string | null | undefined {
  const text = row.text(column);
  if (noArea.has(text)) return null;
  const match = /^(\d{3})(\.0+)?$/.exec(text);
  if (match?.[1] !== undefined) return match[1];
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
