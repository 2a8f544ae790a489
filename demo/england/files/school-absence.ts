import { type AbsenceYear } from '../absence-years.js';
import { type Cell, writeCsv, type WrittenFile } from '../csv-file.js';
import { regionColumns } from '../geography.js';
import { type World } from '../world.js';
import { figureHeader, figures, markedFigures, phaseNames, placeHeader, yearAt } from './absence-columns.js';

const header = [...placeHeader, 'school_urn', 'school_laestab', 'school_name', 'num_schools', ...figureHeader] as const;

function row(year: AbsenceYear, world: World): Cell[] {
  const { establishment, phase } = year;
  const { authority, regionCode } = establishment.school;
  const cells = year.isReturned
    ? figures(year, { hidesSmall: true, isWholeYear: year.isWholeYear })
    : markedFigures('x');
  return [
    yearAt(world.latestYear, year.offset),
    'Academic year',
    'School',
    'E92000001',
    'England',
    ...regionColumns(regionCode),
    authority.code,
    authority.onsCode,
    authority.name,
    phaseNames[phase],
    establishment.urn,
    `${authority.code}${world.schoolNumbers.get(establishment.urn) ?? ''}`,
    establishment.name,
    1,
    ...cells,
  ];
}

function* rows(world: World): Generator<Cell[]> {
  for (const year of world.absence) if (year.offset <= 0) yield row(year, world);
}

/** Three years in one file, a school's years together, as the department publishes them. */
export const writeSchoolAbsence = (world: World, path: string): Promise<WrittenFile> =>
  writeCsv({ path, header, encoding: 'utf-8-with-mark', rows: rows(world) });
