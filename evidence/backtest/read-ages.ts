import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type YearGroups, unknownYearGroups, yearGroupsOf } from '../../domain/similar/year-groups.js';
import { numberIn } from './cells.js';
import { type RowCursor, eachRow } from './delimited.js';
import { Header } from './header.js';
import { readTableFile } from './table-file.js';

/** Year groups by URN, and the names of the files that they were read from. */
export interface PanelAges {
  readonly files: readonly string[];
  readonly byUrn: ReadonlyMap<string, YearGroups>;
}

/** The performance tables' school lists; one of them writes its columns in full. */
const listName = /^school_(information|spine)_\d{4}\.csv(\.gz)?$/;
const ageColumns = [
  ['agelow', 'agehigh'],
  ['agel', 'ageh'],
] as const;

const wholeYears = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

function agesIn(path: string): ReadonlyMap<string, YearGroups> {
  const file = readTableFile(path);
  const ages = new Map<string, YearGroups>();
  let read: ((row: RowCursor) => void) | undefined;
  eachRow(file, (row) => {
    if (read !== undefined) {
      read(row);
      return;
    }
    const header = new Header(file.name, row);
    const [low, high] = ageColumns.find(([name]) => header.has(name)) ?? ageColumns[0];
    header.require(['urn', low, high]);
    const [urn, lowest, highest] = [header.column('urn'), header.column(low), header.column(high)];
    read = (line) => {
      const groups = yearGroupsOf(wholeYears(numberIn(line, lowest)), wholeYears(numberIn(line, highest)));
      ages.set(String(numberIn(line, urn)), groups);
    };
  });
  return ages;
}

/** How far the school year of a list's name is from the end of the scored year, in years. */
const yearsFrom = (name: string, scoreYear: AcademicYear): number =>
  Math.abs(Number(/_(\d{4})\./.exec(name)?.[1]) - Number(`20${scoreYear.slice(4)}`));

/**
 * The panel has no ages, so they are read from the school lists in its folder. Of several that hold a URN the one nearest to the scored year
 * counts.
 * @throws PanelProblem naming file, line, column and remedy.
 */
export function readAges(panelPath: string, scoreYear: AcademicYear): PanelAges {
  const folder = dirname(panelPath);
  const files = readdirSync(folder)
    .filter((name) => listName.test(name))
    .sort((a, b) => yearsFrom(a, scoreYear) - yearsFrom(b, scoreYear) || (a < b ? -1 : 1));
  const byUrn = new Map<string, YearGroups>();
  for (const file of files)
    for (const [urn, groups] of agesIn(join(folder, file)))
      if ((byUrn.get(urn) ?? unknownYearGroups) === unknownYearGroups) byUrn.set(urn, groups);
  return { files, byUrn };
}
