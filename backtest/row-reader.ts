import { type AcademicYear, isAcademicYear } from '../domain/shared/academic-year.js';
import { type AbsencePhase, type RegionCode, regionCodes, regions } from '../domain/shared/phase.js';
import { type RowCursor } from './delimited.js';
import { type Columns, contextReader } from './panel-columns.js';
import { PanelProblem } from './panel-problem.js';
import { type OutcomeRow } from './panel-row.js';

const codeOfRegion = new Map<string, RegionCode>(regionCodes.map((code) => [regions[code].toLowerCase(), code]));

const phaseWords: Readonly<Record<string, AbsencePhase>> = {
  primary: 'primary',
  'state-funded primary': 'primary',
  secondary: 'secondary',
  'state-funded secondary': 'secondary',
  special: 'special',
};

/** What became of one line of a file. */
export type RowRead = OutcomeRow | 'without-sessions' | 'other-phase';

function yearIn(file: string, row: RowCursor, text: string): AcademicYear {
  const digits = text.length === 6 ? text : text.replace(/^(\d{4})\D(\d{2})$/, '$1$2');
  if (isAcademicYear(digits)) return digits;
  throw new PanelProblem(
    `${file}, line ${row.line}, column time_period: the cell is not a school year. Write it as six digits, such as 201718.`,
  );
}

type Sessions = readonly [possible: number, absent: number];

/** undefined where there was no possible session, or the file does not say. */
function sessionsReader(columns: Columns): (row: RowCursor) => Sessions | undefined {
  const [possible, absent] = [columns.number('sess_possible'), columns.number('sess_overall')];
  return (row) => {
    const possibleSessions = possible.in(row);
    const absenceSessions = absent.in(row);
    if (possibleSessions === undefined || absenceSessions === undefined || !(possibleSessions > 0)) return undefined;
    if (absenceSessions >= 0 && absenceSessions <= possibleSessions) return [possibleSessions, absenceSessions];
    throw new PanelProblem(
      `${columns.file}, line ${row.line}, column sess_overall: more sessions were missed than were possible, or fewer than none. Correct the row, or take it out.`,
    );
  };
}

function requireOwner(file: string, row: RowCursor, owner: string): string {
  if (owner !== '') return owner;
  throw new PanelProblem(
    `${file}, line ${row.line}, column urn: the row has neither a URN nor a LAESTAB, so it is nobody's. Fill one in, or take it out.`,
  );
}

/** Which year and phase a row is of. */
function placeReader(
  columns: Columns,
  defaultYear: AcademicYear | undefined,
): {
  readonly phaseOf: (row: RowCursor) => AbsencePhase | undefined;
  readonly yearOf: (row: RowCursor) => AcademicYear;
} {
  const [year, phase] = [columns.text('time_period'), columns.text('phase')];
  let lastText = '';
  let lastYear = defaultYear;
  return {
    phaseOf: (row) => phaseWords[phase.in(row)] ?? phaseWords[phase.in(row).toLowerCase()],
    yearOf: (row) => {
      const text = year.in(row);
      if (text !== lastText || lastYear === undefined) {
        lastYear = text === '' && defaultYear !== undefined ? defaultYear : yearIn(columns.file, row, text);
        lastText = text;
      }
      return lastYear;
    },
  };
}

/** 1 for a grammar school; undefined where the cell is empty or the file has no such column. */
function selectiveReader(columns: Columns): (row: RowCursor) => boolean | undefined {
  const column = columns.text('selective');
  return (row) => {
    const text = column.in(row);
    return text === '' ? undefined : Number(text) === 1;
  };
}

function requireCells({ file, count }: Columns, row: RowCursor): void {
  if (row.cells === count) return;
  throw new PanelProblem(
    `${file}, line ${row.line}: the row has ${row.cells} cells where the header has ${count}. The file may be cut short; fetch it again.`,
  );
}

/** Reads whole rows; each is one plain literal, because copies of a hundred thousand rows cost more than reading them. */
export function rowReader(columns: Columns, defaultYear?: AcademicYear): (row: RowCursor) => RowRead {
  const sessionsOf = sessionsReader(columns);
  const { phaseOf, yearOf } = placeReader(columns, defaultYear);
  const selectiveOf = selectiveReader(columns);
  const contextOf = contextReader(columns);
  const [urn, laestab, region, laCode] = [
    columns.text('urn'),
    columns.text('laestab'),
    columns.text('region'),
    columns.text('la_code'),
  ];
  const [academyType, trustKind, girls] = [
    columns.text('academy_type'),
    columns.text('trust_kind_2017'),
    columns.number('pct_girls'),
  ];
  const [enrolments, persistent, trustSize] = [
    columns.number('enrolments'),
    columns.number('pa10_pct'),
    columns.number('trust_size_2017'),
  ];
  const [easting, northing] = [columns.number('easting'), columns.number('northing')];
  return (row) => {
    requireCells(columns, row);
    const phase = phaseOf(row);
    if (phase === undefined) return 'other-phase';
    const sessions = sessionsOf(row);
    if (sessions === undefined) return 'without-sessions';
    const laestabText = laestab.in(row);
    return {
      academicYear: yearOf(row),
      urn: urn.in(row) || requireOwner(columns.file, row, laestabText),
      laestab: laestabText,
      phase,
      laCode: laCode.in(row),
      regionCode: codeOfRegion.get(region.in(row).toLowerCase()),
      academyType: academyType.in(row),
      isSelective: selectiveOf(row),
      girlsPercent: girls.in(row),
      enrolments: enrolments.in(row),
      possibleSessions: sessions[0],
      absenceSessions: sessions[1],
      absencePercent: (100 * sessions[1]) / sessions[0],
      persistentAbsencePercent: persistent.in(row),
      context: contextOf(row),
      trustKind: trustKind.in(row),
      trustSize: trustSize.in(row),
      easting: easting.in(row),
      northing: northing.in(row),
    };
  };
}
