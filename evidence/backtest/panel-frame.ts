import { type ContextMeasure, type SchoolContext } from '../../domain/baseline/context.js';
import { type Frame, type SchoolHistory, type YearAbsence } from '../../domain/baseline/types.js';
import { type AcademicYear, shiftYear } from '../../domain/shared/academic-year.js';
import {
  type PanelTable,
  absenceAt,
  contextNames,
  numberAt,
  phaseAt,
  regionAt,
  rowsOfYear,
  yearAt,
} from './panel-table.js';

interface YearRows {
  readonly rows: Int32Array;
  readonly byUrn: ReadonlyMap<number, number>;
  readonly byLaestab: ReadonlyMap<number, number>;
}

/** Rows of a panel by year and school. Where an id occurs twice, the first row counts. */
export interface PanelIndex {
  readonly table: PanelTable;
  readonly years: ReadonlyMap<AcademicYear, YearRows>;
  /** Histories made from each row so far, because several frames use the same row. */
  readonly absences: (YearAbsence | undefined)[];
  readonly contexts: (SchoolContext | undefined)[];
}

function yearRows({ urn, laestab }: PanelTable, rows: Int32Array): YearRows {
  const byUrn = new Map<number, number>();
  const byLaestab = new Map<number, number>();
  for (const row of rows) {
    const [ownUrn = 0, ownLaestab = 0] = [urn[row], laestab[row]];
    if (ownUrn > 0 && !byUrn.has(ownUrn)) byUrn.set(ownUrn, row);
    if (ownLaestab > 0 && !byLaestab.has(ownLaestab)) byLaestab.set(ownLaestab, row);
  }
  return { rows, byUrn, byLaestab };
}

export const panelIndex = (table: PanelTable, years: readonly AcademicYear[]): PanelIndex => ({
  table,
  years: new Map(years.map((year) => [year, yearRows(table, rowsOfYear(table, year))])),
  absences: new Array<YearAbsence | undefined>(table.count),
  contexts: new Array<SchoolContext | undefined>(table.count),
});

/** Identifies the school whose rows are looked for. */
interface SchoolKey {
  readonly urn: number;
  readonly laestab: number;
  readonly phase: number;
}

/**
 * A school's row of a year: by URN, else by LAESTAB, which a school nearly always keeps when it becomes an academy; never a row of
 * another phase. -1 where there is none. For fitting and back-testing only: the history of a school that is given an expectation
 * follows its lineage.
 */
export function rowOf({ table, years }: PanelIndex, { urn, laestab, phase }: SchoolKey, year: AcademicYear): number {
  const rows = years.get(year);
  const row = rows?.byUrn.get(urn) ?? rows?.byLaestab.get(laestab);
  return row !== undefined && table.phase[row] === phase ? row : -1;
}

function absenceOf({ table, absences }: PanelIndex, row: number): YearAbsence {
  return (absences[row] ??= { academicYear: yearAt(table, row), absencePercent: absenceAt(table, row) });
}

/** A row's own January census; a measure that the file does not give is left out. */
export function contextAt(table: PanelTable, row: number): SchoolContext {
  const context: Partial<Record<ContextMeasure, number>> = {};
  for (const name of contextNames) {
    const value = numberAt(table, name, row);
    if (value !== undefined) context[name] = value;
  }
  return context;
}

/** The newest census of each measure known before the year; the roll of last year only, because rolls move. */
function contextBefore(index: PanelIndex, lastYear: number, yearBefore: number): SchoolContext {
  const { table, contexts } = index;
  if (lastYear < 0) return yearBefore < 0 ? {} : withoutRoll(contextAt(table, yearBefore));
  const own = (contexts[lastYear] ??= contextAt(table, lastYear));
  const isWhole = contextNames.every((name) => own[name] !== undefined);
  return isWhole || yearBefore < 0 ? own : { ...withoutRoll(contextAt(table, yearBefore)), ...own };
}

function withoutRoll(context: SchoolContext): SchoolContext {
  const rest: Partial<Record<ContextMeasure, number>> = { ...context };
  delete rest.roll;
  return rest;
}

/** Years before the target year that a history holds. */
const yearsBack = [1, 2, 3, 4] as const;

/** Schools of a year: rows of a table, which may be an outcomes file's. */
export interface YearSchools {
  readonly table: PanelTable;
  readonly rows: Int32Array;
}

/** The id of a school: its URN, else its LAESTAB. */
export const idAt = ({ urn, laestab }: PanelTable, row: number): string =>
  String((urn[row] ?? 0) > 0 ? urn[row] : laestab[row]);

/**
 * The schools of a target year with what was known before it, and their outcome. A school's own census of the target year is never
 * among it: that would be look-ahead.
 */
export function panelFrame(index: PanelIndex, { table, rows }: YearSchools, targetYear: AcademicYear): Frame {
  const years = yearsBack.map((back) => shiftYear(targetYear, -back));
  const historyAt = (row: number): SchoolHistory => {
    const key = { urn: table.urn[row] ?? 0, laestab: table.laestab[row] ?? 0, phase: table.phase[row] ?? 0 };
    const absence: YearAbsence[] = [{ academicYear: yearAt(table, row), absencePercent: absenceAt(table, row) }];
    let lastYear = -1;
    let yearBefore = -1;
    for (let back = 0; back < years.length; back += 1) {
      const year = years[back];
      const found = year === undefined ? -1 : rowOf(index, key, year);
      if (back === 0) lastYear = found;
      else if (back === 1) yearBefore = found;
      if (found >= 0) absence.push(absenceOf(index, found));
    }
    return historyFrom({ table, row }, absence, {
      context: contextBefore(index, lastYear, yearBefore),
      enrolments: lastYear < 0 ? undefined : numberAt(index.table, 'enrolments', lastYear),
    });
  };
  return { targetYear, schools: Array.from(rows, historyAt) };
}

function historyFrom(
  { table, row }: { readonly table: PanelTable; readonly row: number },
  absence: readonly YearAbsence[],
  { context, enrolments }: { readonly context: SchoolContext; readonly enrolments: number | undefined },
): SchoolHistory {
  const selective = table.selective[row] ?? -1;
  return {
    urn: idAt(table, row),
    laestab: String(table.laestab[row]),
    phase: phaseAt(table, row),
    regionCode: regionAt(table, row) ?? 'A',
    laCode: table.words.laCodes.word(table.laCode[row]),
    isSelective: selective < 0 ? undefined : selective === 1,
    absence,
    context,
    ...(enrolments !== undefined && { enrolments }),
  };
}
