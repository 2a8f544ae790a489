import { type BacktestSchool } from './run-backtest.js';

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

function lineOf({ row, from, expected, expectation }: BacktestSchool): string {
  const floor = expectation?.floorAttendancePercent;
  return [
    row.urn === row.laestab ? '' : row.urn,
    row.laestab,
    row.phase,
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
export const resultCsv = (schools: readonly BacktestSchool[]): string =>
  `${[header, ...schools.map(lineOf)].join('\n')}\n`;
