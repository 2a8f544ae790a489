import { type ContextMeasure } from '../../domain/baseline/context.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase, type RegionCode, regionCodes } from '../../domain/shared/phase.js';
import { WordColumn } from './cells.js';

/** Columns of numbers by our name and the file's; NaN where the file does not say. */
export const numberColumns = {
  enrolments: 'enrolments',
  possibleSessions: 'sess_possible',
  absenceSessions: 'sess_overall',
  persistentAbsencePercent: 'pa10_pct',
  girlsPercent: 'pct_girls',
  trustSize: 'trust_size_2017',
  easting: 'easting',
  northing: 'northing',
  freeMealsPercent: 'pct_fsm',
  freeMealsEverSixPercent: 'pct_fsm6',
  educationHealthCarePlanPercent: 'pct_ehcp',
  specialNeedsSupportPercent: 'pct_sen_support',
  englishAdditionalLanguagePercent: 'pct_eal',
  roll: 'nor',
} as const;

export type NumberName = keyof typeof numberColumns;

export const numberNames = Object.keys(numberColumns) as readonly NumberName[];

/** The January census of a row, in the order of the model's context. */
export const contextNames = [
  'freeMealsPercent',
  'freeMealsEverSixPercent',
  'educationHealthCarePlanPercent',
  'specialNeedsSupportPercent',
  'englishAdditionalLanguagePercent',
  'roll',
] as const satisfies readonly (ContextMeasure & NumberName)[];

export const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

/** Words that many rows share; one set for all files of a back-test, so that a number means the same word in each. */
export interface PanelWords {
  readonly years: WordColumn;
  readonly laCodes: WordColumn;
  readonly academyTypes: WordColumn;
  readonly trustKinds: WordColumn;
}

export const panelWords = (): PanelWords => ({
  years: new WordColumn(),
  laCodes: new WordColumn(),
  academyTypes: new WordColumn(),
  trustKinds: new WordColumn(),
});

/**
 * Schools and years by row, as columns: a national panel has a hundred thousand rows, and objects of them would cost more time than
 * all the rest of a fit.
 */
export interface PanelTable {
  readonly count: number;
  readonly words: PanelWords;
  /** Line in the file. */
  readonly line: Int32Array;
  readonly year: Uint16Array;
  /** 0 where the file has none. */
  readonly urn: Int32Array;
  readonly laestab: Int32Array;
  /** Position in `phases`. */
  readonly phase: Uint8Array;
  /** Position in `regionCodes`; -1 where the file does not say. */
  readonly region: Int8Array;
  /** 1 for a grammar school, 0 for another; -1 where the file does not say. */
  readonly selective: Int8Array;
  readonly laCode: Uint16Array;
  readonly academyType: Uint16Array;
  readonly trustKind: Uint16Array;
  readonly numbers: Readonly<Record<NumberName, Float64Array>>;
}

/** A table with room for so many rows. */
export const emptyTable = (room: number, words: PanelWords): PanelTable => ({
  count: 0,
  words,
  line: new Int32Array(room),
  year: new Uint16Array(room),
  urn: new Int32Array(room),
  laestab: new Int32Array(room),
  phase: new Uint8Array(room),
  region: new Int8Array(room),
  selective: new Int8Array(room),
  laCode: new Uint16Array(room),
  academyType: new Uint16Array(room),
  trustKind: new Uint16Array(room),
  numbers: Object.fromEntries(numberNames.map((name) => [name, new Float64Array(room)])) as Record<
    NumberName,
    Float64Array
  >,
});

export const yearAt = ({ words, year }: PanelTable, row: number): AcademicYear =>
  words.years.word(year[row]) as AcademicYear;

export const phaseAt = ({ phase }: PanelTable, row: number): AbsencePhase => phases[phase[row] ?? 0] ?? 'primary';

export const regionAt = ({ region }: PanelTable, row: number): RegionCode | undefined => regionCodes[region[row] ?? -1];

/** Rate of absence in per cent. */
export const absenceAt = ({ numbers }: PanelTable, row: number): number =>
  (100 * (numbers.absenceSessions[row] ?? NaN)) / (numbers.possibleSessions[row] ?? NaN);

export const numberAt = ({ numbers }: PanelTable, name: NumberName, row: number): number | undefined => {
  const value = numbers[name][row] ?? NaN;
  return Number.isNaN(value) ? undefined : value;
};

/** The rows of a year, in the order of the file. */
export function rowsOfYear(table: PanelTable, academicYear: AcademicYear): Int32Array {
  const code = table.words.years.codeOf(academicYear);
  const rows = new Int32Array(table.count);
  let found = 0;
  for (let row = 0; row < table.count; row += 1) {
    if (table.year[row] !== code) continue;
    rows[found] = row;
    found += 1;
  }
  return rows.subarray(0, found);
}

export function yearsIn(table: PanelTable): readonly AcademicYear[] {
  const codes = new Set(table.year.subarray(0, table.count));
  return [...codes].map((code) => table.words.years.word(code) as AcademicYear).sort();
}
