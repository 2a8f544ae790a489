import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { type PanelRow } from './panel.js';

export type Row = Readonly<Record<string, string>>;

/** Rows of a file by its header; `.gz` is unpacked. */
export function readRows(path: string, encoding: 'utf8' | 'win1252' = 'utf8'): Row[] {
  const bytes = readFileSync(path);
  const text = iconv.decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, encoding);
  return parse(text, { columns: true, bom: true });
}

/** Cell of a column that the file must have. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new RangeError(`The row has no column "${column}".`);
  return value;
}

const numberOf = (row: Row, column: string): number =>
  cell(row, column) === '' ? Number.NaN : Number(cell(row, column));

export const realPanel = (folder: string): PanelRow[] =>
  readRows(join(folder, 'panel_201314_201718.csv.gz')).map((row) => ({
    school: cell(row, 'laestab'),
    year: cell(row, 'time_period'),
    phase: cell(row, 'phase'),
    authority: cell(row, 'la_code'),
    enrolments: numberOf(row, 'enrolments'),
    possibleSessions: numberOf(row, 'sess_possible'),
    absenceSessions: numberOf(row, 'sess_overall'),
    persistentPercent: numberOf(row, 'pa10_pct'),
    freeMealsEverSixPercent: numberOf(row, 'pct_fsm6'),
  }));

const phaseWords: Readonly<Record<string, string>> = {
  'State-funded primary': 'primary',
  'State-funded secondary': 'secondary',
  Special: 'special',
};

/** The invented schools in the panel's shape, read back from the files. */
export function inventedPanel(folder: string): PanelRow[] {
  const meals = new Map(
    readRows(join(folder, 'england_census.csv')).map((row) => [
      `${cell(row, 'LA')}${cell(row, 'ESTAB')}`,
      numberOf(row, 'PNUMFSMEVER'),
    ]),
  );
  return readRows(join(folder, '1a_absence_3term_school.csv'))
    .filter((row) => cell(row, 'sess_overall') !== 'x')
    .map((row) => ({
      school: cell(row, 'school_laestab'),
      year: cell(row, 'time_period'),
      phase: phaseWords[cell(row, 'education_phase')] ?? 'other',
      authority: cell(row, 'old_la_code'),
      enrolments: numberOf(row, 'enrolments'),
      possibleSessions: numberOf(row, 'sess_possible'),
      absenceSessions: numberOf(row, 'sess_overall'),
      persistentPercent: numberOf(row, 'enrolments_pa_10_exact_percent'),
      freeMealsEverSixPercent: meals.get(cell(row, 'school_laestab')) ?? Number.NaN,
    }));
}
