import { type FileKind } from './file-kind.js';
import { formats } from './formats/all-formats.js';
import { missingColumns, readHeader } from './reading/header.js';

/** File names as the publishers give them, with any date or year in them; case and `.gz` do not matter. */
const namePatterns: readonly (readonly [RegExp, FileKind])[] = [
  [/^edubasealldata.*\.csv$/, 'register'],
  [/^links_edubasealldata.*\.csv$/, 'links'],
  [/^1a_absence_3term_school.*\.csv$/, 'school-absence'],
  [/^1_absence_3term_nat_reg_la.*\.csv$/, 'area-absence'],
  [/^similar_schools_context.*\.csv$/, 'context'],
  [/england_census.*\.csv$/, 'census'],
  [/^hubs.*\.csv$/, 'hubs'],
  [/^attendance_la_ytd_snapshots.*\.csv$/, 'attendance-to-date'],
  [/^monthly_return.*\.csv$/, 'monthly-return'],
];

/** A file with both schools and areas has the columns of both; it is read as a file of schools, so that kind comes first. */
const headerOrder: readonly FileKind[] = [
  'register',
  'links',
  'monthly-return',
  'hubs',
  'attendance-to-date',
  'school-absence',
  'area-absence',
  'context',
  'census',
];

/** The kind of a file by its name, else by the columns it has; undefined when neither is known. */
export function recogniseKind(fileName: string, header: readonly string[]): FileKind | undefined {
  const name = fileName.toLowerCase().replace(/\.gz$/, '');
  const byName = namePatterns.find(([pattern]) => pattern.test(name));
  if (byName !== undefined) return byName[1];
  return headerOrder.find(
    (kind) => missingColumns(readHeader(header, formats[kind].columns), formats[kind].columns).length === 0,
  );
}
