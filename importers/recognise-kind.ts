import { formats } from './formats/all-formats.js';
import { type FileKind, fileKinds } from './file-kind.js';
import { hasLayout, missingColumns, readHeader } from './reading/header.js';

/** File names as the publishers give them, with any date or year in them; case and `.gz` do not matter. */
const namePatterns: readonly (readonly [RegExp, FileKind])[] = [
  [/^edubase(all|state)\w*\.csv$/, 'register'],
  [/^links_edubasealldata.*\.csv$/, 'links'],
  [/^1a_absence_3term_school.*\.csv$/, 'school-absence'],
  [/^1_absence_3term_nat_reg_la.*\.csv$/, 'area-absence'],
  [/^similar_schools_context.*\.csv$/, 'context'],
  [/matched_(primary|secondary)_schools_data.*\.csv$/, 'context'],
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
  return headerOrder.find((kind) => {
    const { columns, needsOneOf } = formats[kind];
    const read = readHeader(header, columns);
    return missingColumns(read, columns).length === 0 && hasLayout(read, needsOneOf);
  });
}

interface Unknown {
  readonly problem: string;
  readonly remedy: string;
}

/** Downloads that people take for the data set they need, by columns that only they have. */
const lookalikes: readonly (readonly [readonly string[], Unknown])[] = [
  [
    ['location', 'location_code'],
    {
      problem: 'This is a table made with the table tool of "Explore education statistics", not a data set.',
      remedy:
        'On the page of the data set choose "Download the underlying data as a compressed ZIP file", and import that.',
    },
  ],
  [
    ['time_frame', 'persistent_absence_percent'],
    {
      problem:
        'This is the data set of persistent absence to date; it has no sessions, and nothing here is computed from it.',
      remedy: 'Download the data set "Reasons for absence and attendance" of the same publication.',
    },
  ],
];

/** Why a file is of no known kind, and which one may be meant. */
export function whyUnknown(header: readonly string[]): Unknown {
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  const known = lookalikes.find(([columns]) => columns.every((column) => names.has(column)));
  if (known !== undefined) return known[1];
  return {
    problem: 'The kind of this file cannot be recognised from its name or its columns.',
    remedy: `docs/data.md lists the files that are read. Name the kind, one of ${fileKinds.join(', ')}, or leave the file out.`,
  };
}
