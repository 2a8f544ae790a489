import { type PanelTable } from './panel-table.js';
import { type Backtest, type BacktestSchool } from './run-backtest.js';

const header = [
  'urn',
  'laestab',
  'phase',
  'expected_from',
  'expected',
  'sd',
  'lo80',
  'hi80',
  'lo95',
  'hi95',
  'absence_ceiling',
  'attendance_floor',
].join(',');

const decimals = 4;

/** Four decimals, from whole ten-thousandths; nothing for what is not known. */
const shown = (value: number | undefined): string =>
  value === undefined ? '' : (Math.round(value * 1e4) / 1e4).toFixed(decimals);

const idOf = (id: number | undefined): string => (id === undefined || id === 0 ? '' : String(id));

function lineOf({ urn, laestab }: PanelTable, { row, history, from, expected, expectation }: BacktestSchool): string {
  const floor = expectation?.floorAttendancePercent;
  return [
    idOf(urn[row]),
    idOf(laestab[row]),
    history.phase,
    from,
    shown(expected?.expectedAbsencePercent),
    shown(expected?.standardDeviationPoints),
    shown(expected?.interval80.low),
    shown(expected?.interval80.high),
    shown(expected?.interval95.low),
    shown(expected?.interval95.high),
    shown(floor === undefined ? undefined : 100 - floor),
    shown(floor),
  ].join(',');
}

/** One line a school, in the order of the file. Percentages of absence, the floor of attendance. */
export const resultCsv = ({ schools, scored }: Backtest): string =>
  `${[header, ...schools.map((school) => lineOf(scored.table, school))].join('\n')}\n`;
