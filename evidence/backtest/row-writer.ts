import { type AcademicYear, isAcademicYear } from '../../domain/shared/academic-year.js';
import { regionCodes, regions } from '../../domain/shared/phase.js';
import { type CellColumn, numberIn, WordColumn } from './cells.js';
import { type RowCursor } from './delimited.js';
import { type Header } from './header.js';
import { PanelProblem } from './panel-problem.js';
import { type NumberName, type PanelTable, type PanelWords, numberColumns, numberNames } from './panel-table.js';

/** Which rows of a file are wanted, and what each must have. */
export interface RowTerms {
  readonly words: PanelWords;
  /** Only rows of this year are wanted; a file without the column `time_period` is of that year as a whole. */
  readonly year?: AcademicYear;
  /** Whether a row must say its region and enrolments. */
  readonly isPanel: boolean;
}

/** Why a row is left out. */
export type LeftOutReason = 'withoutSessions' | 'doubled' | 'otherPhase' | 'otherYear';

const phaseWords: Readonly<Record<string, number>> = {
  primary: 0,
  'state-funded primary': 0,
  secondary: 1,
  'state-funded secondary': 1,
  special: 2,
};

const regionByName = new Map(regionCodes.map((code, position) => [regions[code].toLowerCase(), position]));

/** A column whose words have another name here; each word is translated once. */
function translated(
  column: CellColumn,
  meaningOf: (word: string, row: RowCursor) => number,
): (row: RowCursor) => number {
  const words = new WordColumn();
  const meanings: (number | undefined)[] = [];
  return (row) => {
    const code = words.codeIn(row, column);
    return (meanings[code] ??= meaningOf(words.word(code), row));
  };
}

const yearMeaning =
  ({ words, year }: RowTerms, file: string) =>
  (word: string, row: RowCursor): number => {
    if (word === '' && year !== undefined) return words.years.codeOf(year);
    const digits = word.length === 6 ? word : word.replace(/^(\d{4})\D(\d{2})$/, '$1$2');
    if (isAcademicYear(digits)) return words.years.codeOf(digits);
    throw new PanelProblem(
      `${file}, line ${row.line}, column time_period: the cell is not a school year. Write it as six digits, such as 201718.`,
    );
  };

const unknown = -1;
const largestId = 9_999_999;

/** A URN or LAESTAB; 0 where there is none. */
function idIn(row: RowCursor, column: CellColumn): number {
  const id = numberIn(row, column);
  if (Number.isNaN(id)) return 0;
  if (Number.isInteger(id) && id > 0 && id <= largestId) return id;
  throw new PanelProblem(
    `${column.file}, line ${row.line}, column ${column.name}: the cell is not a school number. Write its digits alone.`,
  );
}

/** A row whose sessions are known and possible; `withoutSessions` where they are not. */
function hasSessions(row: RowCursor, possible: number, absent: number, file: string): boolean {
  if (!(possible > 0) || Number.isNaN(absent)) return false;
  if (absent >= 0 && absent <= possible) return true;
  throw new PanelProblem(
    `${file}, line ${row.line}, column sess_overall: more sessions were missed than were possible, or fewer than none. Correct the row, or take it out.`,
  );
}

/** Remembers which schools have a row in a year. */
function seenBefore(): (year: number, urn: number, laestab: number) => boolean {
  const seen = new Set<number>();
  // A school without a URN is known by its LAESTAB, counted above all URNs.
  return (year, urn, laestab) => {
    const key = year * 3 * largestId + (urn === 0 ? largestId + laestab : urn);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  };
}

function requirePanelRow(row: RowCursor, region: number, enrolments: number, file: string): void {
  if (region === unknown)
    throw new PanelProblem(
      `${file}, line ${row.line}, column region: the cell is not one of the nine regions. Write the region's name, such as North East.`,
    );
  if (Number.isNaN(enrolments))
    throw new PanelProblem(
      `${file}, line ${row.line}, column enrolments: the cell is empty. Fill in the school's enrolments.`,
    );
}

function requireOwner(row: RowCursor, urn: number, laestab: number, file: string): void {
  if (urn > 0 || laestab > 0) return;
  throw new PanelProblem(
    `${file}, line ${row.line}, column urn: the row has neither a URN nor a LAESTAB, so it is nobody's. Fill one in, or take it out.`,
  );
}

type NumberWriter = (row: RowCursor, into: number) => void;

function numberWriters(header: Header, table: PanelTable, names: readonly NumberName[]): NumberWriter {
  const columns = names.map((name) => ({ values: table.numbers[name], column: header.column(numberColumns[name]) }));
  return (row, into) => {
    for (const { values, column } of columns) values[into] = numberIn(row, column);
  };
}

/**
 * Writes the rows of a file into a table, each at the place given; says why where a row is left out.
 * @throws PanelProblem naming file, line, column and remedy.
 */
export function rowWriter(
  header: Header,
  table: PanelTable,
  terms: RowTerms,
): (row: RowCursor, into: number) => LeftOutReason | undefined {
  const { file } = header;
  const { words } = terms;
  const column = (name: string): CellColumn => header.column(name);
  const phaseOf = translated(column('phase'), (word) => phaseWords[word.toLowerCase()] ?? unknown);
  const regionOf = translated(column('region'), (word) => regionByName.get(word.toLowerCase()) ?? unknown);
  const selectiveOf = translated(column('selective'), (word) => (word === '' ? unknown : Number(Number(word) === 1)));
  const yearOf = translated(column('time_period'), yearMeaning(terms, file));
  const [urnColumn, laestabColumn, laColumn] = [column('urn'), column('laestab'), column('la_code')] as const;
  const [academyColumn, trustColumn] = [column('academy_type'), column('trust_kind_2017')] as const;
  const writeNumbers = numberWriters(header, table, numberNames);
  const wanted = terms.year === undefined ? undefined : words.years.codeOf(terms.year);
  const isDoubled = seenBefore();
  return (row, into) => {
    header.requireWhole(row);
    const phase = phaseOf(row);
    if (phase === unknown) return 'otherPhase';
    const year = yearOf(row);
    if (wanted !== undefined && year !== wanted) return 'otherYear';
    writeNumbers(row, into);
    const { possibleSessions, absenceSessions, enrolments } = table.numbers;
    if (!hasSessions(row, possibleSessions[into] ?? NaN, absenceSessions[into] ?? NaN, file)) return 'withoutSessions';
    const urn = idIn(row, urnColumn);
    const laestab = idIn(row, laestabColumn);
    requireOwner(row, urn, laestab, file);
    if (isDoubled(year, urn, laestab)) return 'doubled';
    const region = regionOf(row);
    if (terms.isPanel) requirePanelRow(row, region, enrolments[into] ?? NaN, file);
    table.line[into] = row.line;
    table.year[into] = year;
    table.urn[into] = urn;
    table.laestab[into] = laestab;
    table.phase[into] = phase;
    table.region[into] = region;
    table.selective[into] = selectiveOf(row);
    table.laCode[into] = words.laCodes.codeIn(row, laColumn);
    table.academyType[into] = words.academyTypes.codeIn(row, academyColumn);
    table.trustKind[into] = words.trustKinds.codeIn(row, trustColumn);
    return undefined;
  };
}
