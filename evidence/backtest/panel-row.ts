import { type SchoolContext } from '../../domain/baseline/context.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase, type RegionCode } from '../../domain/shared/phase.js';
import { contextAt, idAt } from './panel-frame.js';
import { type PanelTable, absenceAt, numberAt, phaseAt, regionAt, yearAt } from './panel-table.js';

/** One school and school year of a panel as an object, where a few are wanted. Percentages of pupils; absence in per cent of possible sessions. */
export interface PanelRow {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly laestab: string;
  readonly phase: AbsencePhase;
  readonly laCode: string;
  readonly regionCode: RegionCode;
  readonly academyType: string;
  /** undefined: the file does not say. */
  readonly isSelective: boolean | undefined;
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

/** @throws RangeError when the row's region is not known; a panel's rows have one. */
export function panelRow(table: PanelTable, row: number): PanelRow {
  const regionCode = regionAt(table, row);
  if (regionCode === undefined) throw new RangeError('A row of a panel has no region; only outcomes may be without.');
  const { words } = table;
  const selective = table.selective[row] ?? -1;
  return {
    academicYear: yearAt(table, row),
    urn: idAt(table, row),
    laestab: String(table.laestab[row]),
    phase: phaseAt(table, row),
    laCode: words.laCodes.word(table.laCode[row]),
    regionCode,
    academyType: words.academyTypes.word(table.academyType[row]),
    isSelective: selective < 0 ? undefined : selective === 1,
    girlsPercent: numberAt(table, 'girlsPercent', row),
    enrolments: numberAt(table, 'enrolments', row) ?? 0,
    possibleSessions: numberAt(table, 'possibleSessions', row) ?? 0,
    absenceSessions: numberAt(table, 'absenceSessions', row) ?? 0,
    absencePercent: absenceAt(table, row),
    persistentAbsencePercent: numberAt(table, 'persistentAbsencePercent', row),
    context: contextAt(table, row),
    trustKind: words.trustKinds.word(table.trustKind[row]),
    trustSize: numberAt(table, 'trustSize', row),
    easting: numberAt(table, 'easting', row),
    northing: numberAt(table, 'northing', row),
  };
}
