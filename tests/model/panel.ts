import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { type SchoolContext } from '../../domain/baseline/context.js';
import { type YearIndex, rowOfYear, yearIndex } from '../../domain/baseline/history.js';
import { type Frame, type SchoolHistory, type YearAbsence } from '../../domain/baseline/types.js';
import { type AcademicYear, academicYear, shiftYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase, type RegionCode, regionCodes, regions } from '../../domain/shared/phase.js';

/** One row of the national panel, as its readme describes it. */
export interface PanelRow {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly laestab: string;
  readonly phase: AbsencePhase;
  readonly laCode: string;
  readonly regionCode: RegionCode;
  readonly academyType: string;
  readonly isSelective: boolean;
  readonly girlsPercent: number | undefined;
  readonly enrolments: number;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
  readonly absencePercent: number;
  readonly persistentAbsencePercent: number | undefined;
  readonly context: SchoolContext;
  readonly trustKind: string;
  readonly trustSize: number | undefined;
  readonly easting: number | undefined;
  readonly northing: number | undefined;
}

const numberOrNone = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);

function requiredNumber(text: string | undefined): number {
  const value = numberOrNone(text);
  if (value === undefined) throw new Error('The panel lacks a figure that it promises.');
  return value;
}

const codeOfRegion = new Map(regionCodes.map((code) => [regions[code] as string, code]));

function contextOf(row: Readonly<Record<string, string>>): SchoolContext {
  const entries = [
    ['freeMealsPercent', row['pct_fsm']],
    ['freeMealsEverSixPercent', row['pct_fsm6']],
    ['educationHealthCarePlanPercent', row['pct_ehcp']],
    ['specialNeedsSupportPercent', row['pct_sen_support']],
    ['englishAdditionalLanguagePercent', row['pct_eal']],
    ['roll', row['nor']],
  ] as const;
  return Object.fromEntries(
    entries.flatMap(([measure, text]) => (text === undefined || text === '' ? [] : [[measure, Number(text)]])),
  );
}

function rowOf(row: Readonly<Record<string, string>>): PanelRow | undefined {
  const possibleSessions = Number(row['sess_possible']);
  const absenceSessions = Number(row['sess_overall']);
  const regionCode = codeOfRegion.get(row['region'] ?? '');
  if (!(possibleSessions > 0) || regionCode === undefined) return undefined;
  return {
    academicYear: academicYear(row['time_period'] ?? ''),
    urn: row['urn'] ?? '',
    laestab: row['laestab'] ?? '',
    phase: row['phase'] as AbsencePhase,
    laCode: row['la_code'] ?? '',
    regionCode,
    academyType: row['academy_type'] ?? '',
    isSelective: row['selective'] === '1',
    girlsPercent: numberOrNone(row['pct_girls']),
    enrolments: requiredNumber(row['enrolments']),
    possibleSessions,
    absenceSessions,
    absencePercent: (100 * absenceSessions) / possibleSessions,
    persistentAbsencePercent: numberOrNone(row['pa10_pct']),
    context: contextOf(row),
    trustKind: row['trust_kind_2017'] ?? '',
    trustSize: numberOrNone(row['trust_size_2017']),
    easting: numberOrNone(row['easting']),
    northing: numberOrNone(row['northing']),
  };
}

export function readPanel(folder: string): readonly PanelRow[] {
  const text = gunzipSync(readFileSync(join(folder, 'panel_201314_201718.csv.gz')));
  const rows = parse<Record<string, string>>(text, { columns: true, skip_empty_lines: true });
  return rows.map(rowOf).filter((row) => row !== undefined);
}

/** Known before the target year: the two years before it, and the newest census of each measure; the roll of last year only. */
function historyOf(row: PanelRow, index: YearIndex<PanelRow>): SchoolHistory {
  const lastYear = rowOfYear(index, row, shiftYear(row.academicYear, -1));
  const yearBefore = rowOfYear(index, row, shiftYear(row.academicYear, -2));
  const olderContext = Object.fromEntries(
    Object.entries(yearBefore?.context ?? {}).filter(([measure]) => measure !== 'roll'),
  );
  return {
    urn: row.urn,
    laestab: row.laestab,
    phase: row.phase,
    regionCode: row.regionCode,
    laCode: row.laCode,
    isSelective: row.isSelective,
    ...(lastYear && { enrolments: lastYear.enrolments }),
    absence: [yearBefore, lastYear, row].filter((year) => year !== undefined).map(yearAbsence),
    context: { ...olderContext, ...lastYear?.context },
  };
}

const yearAbsence = ({
  academicYear: year,
  absencePercent,
  possibleSessions,
  absenceSessions,
  enrolments,
}: PanelRow): YearAbsence => ({
  academicYear: year,
  absencePercent,
  possibleSessions,
  absenceSessions,
  enrolments,
});

/** The schools open in a target year with what was known before it, and their outcome. */
export function panelFrame(rows: readonly PanelRow[], targetYear: AcademicYear): Frame {
  const index = yearIndex(rows);
  return {
    targetYear,
    schools: rows.filter((row) => row.academicYear === targetYear).map((row) => historyOf(row, index)),
  };
}
