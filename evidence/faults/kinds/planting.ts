import { groupBy } from '../../../domain/shared/group-by.js';
import { type RandomStream, shuffled } from '../../../demo/england/random.js';
import { type FileRole, sheetOf, withFile } from '../data/folder.js';
import { type CellChange, reader, type Sheet, type SheetRow, withCells } from '../data/sheet.js';
import { type Planting, type Scene, type SoundSchool } from './fault-kind.js';

/** Columns that say whose row it is; all others of an absence file are figures. */
const identityColumns: ReadonlySet<string> = new Set([
  'time_period',
  'time_identifier',
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'old_la_code',
  'la_name',
  'education_phase',
  'school_urn',
  'school_laestab',
  'school_name',
]);

export const figureColumns = ({ header }: Sheet): readonly string[] =>
  header.filter((name) => !identityColumns.has(name));

/** The figures of one row, to be put into another. */
export function figuresOf(sheet: Sheet, row: SheetRow): CellChange {
  return Object.fromEntries(figureColumns(sheet).map((name) => [name, reader(sheet, name)(row)]));
}

const urnColumns: Readonly<Record<FileRole, string>> = {
  'register-before': 'URN',
  register: 'URN',
  links: 'URN',
  'area-absence': 'old_la_code',
  'absence-three-years-ago': 'school_urn',
  'absence-year-before': 'school_urn',
  'absence-last-year': 'school_urn',
  'context-before': 'URN',
  context: 'URN',
};

export const urnIn = (sheet: Sheet, role: FileRole): ((row: SheetRow) => string) => reader(sheet, urnColumns[role]);

/** Rows of a file by URN. */
export function rowsByUrn(scene: Scene, role: FileRole): ReadonlyMap<string, SheetRow> {
  const sheet = sheetOf(scene.folder, role);
  const urn = urnIn(sheet, role);
  return new Map(sheet.rows.map((row) => [urn(row), row]));
}

/** One to `most` schools of those given, at random. */
export function someOf<School>(schools: readonly School[], random: RandomStream, most: number): readonly School[] {
  return shuffled(schools, random).slice(0, 1 + random.integer(Math.min(most, Math.max(1, schools.length))));
}

/** Changes cells of chosen schools in one file; `change` returns undefined where it cannot, and the school is then not counted. */
export function plantInSchools(
  scene: Scene,
  role: FileRole,
  schools: readonly SoundSchool[],
  change: (row: SheetRow, school: SoundSchool, sheet: Sheet) => CellChange | undefined,
): Planting | undefined {
  const sheet = sheetOf(scene.folder, role);
  const chosen = new Map(schools.map((school) => [school.urn, school]));
  const urn = urnIn(sheet, role);
  const planted = new Set<string>();
  const damaged = withCells(sheet, (row) => {
    const school = chosen.get(urn(row));
    const cells = school === undefined ? undefined : change(row, school, sheet);
    if (school === undefined || cells === undefined || !isChange(sheet, row, cells)) return undefined;
    planted.add(school.urn);
    return cells;
  });
  return planted.size === 0 ? undefined : { folder: withFile(scene.folder, role, damaged), schools: [...planted] };
}

const isChange = (sheet: Sheet, row: SheetRow, cells: CellChange): boolean =>
  Object.entries(cells).some(([name, value]) => reader(sheet, name)(row) !== value);

/** Puts another sheet in the place of a file; no expectation may then rest on it. */
export const plantFile = (scene: Scene, role: FileRole, change: (sheet: Sheet) => Sheet): Planting => ({
  folder: withFile(scene.folder, role, change(sheetOf(scene.folder, role))),
  schools: 'whole-file',
});

export const plantBytes = (scene: Scene, role: FileRole, change: (sheet: Sheet) => Buffer): Planting => {
  const sheet = sheetOf(scene.folder, role);
  return {
    folder: withFile(scene.folder, role, { fileName: sheet.fileName, bytes: change(sheet) }),
    schools: 'whole-file',
  };
};

/** An authority and phase with at least so many sound schools; undefined where there is none. */
export function authorityGroup(
  { schools }: Scene,
  random: RandomStream,
  least: number,
): readonly SoundSchool[] | undefined {
  const groups = groupBy(schools, ({ laCode, phase }) => `${laCode} ${phase}`);
  const large = [...groups.values()].filter((group) => group.length >= least);
  return large.length === 0 ? undefined : random.pick(large);
}

/** The figures of each row of the group go to another row of it, as `from` says by position; identity stays. */
export function moveFigures(
  scene: Scene,
  role: FileRole,
  group: readonly SoundSchool[],
  from: (position: number, count: number) => number,
): Planting | undefined {
  const sheet = sheetOf(scene.folder, role);
  const urns = new Set(group.map(({ urn }) => urn));
  const urn = urnIn(sheet, role);
  const rows = sheet.rows.filter((row) => urns.has(urn(row)));
  const figures = role === 'context' ? contextFiguresOf : figuresOf;
  const changes = new Map(
    rows.flatMap((row, position) => {
      const other = rows[from(position, rows.length)];
      return other === undefined || other === row ? [] : [[urn(row), figures(sheet, other)] as const];
    }),
  );
  return plantInSchools(scene, role, group, (row) => changes.get(urn(row)));
}

const contextFiguresOf = (sheet: Sheet, row: SheetRow): CellChange =>
  Object.fromEntries(
    sheet.header
      .filter((name) => !['URN', 'LA', 'ESTAB'].includes(name))
      .map((name) => [name, reader(sheet, name)(row)]),
  );

export const isNumber = (cell: string): boolean => /^-?\d+(\.\d+)?$/.test(cell);
