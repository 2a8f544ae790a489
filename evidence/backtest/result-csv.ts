import { kilometresFromMiles } from '../../domain/similar/distance.js';
import { type SimilarResult } from '../../domain/similar/types.js';
import { type Comparators } from './comparators.js';
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
  'examples',
  'example_kilometres',
  'travel_cap_kilometres',
  'governance_mix',
  'no_fair_example',
].join(',');

const decimals = 4;

/** Four decimals, from whole ten-thousandths; nothing for what is not known. */
const shown = (value: number | undefined): string =>
  value === undefined ? '' : (Math.round(value * 1e4) / 1e4).toFixed(decimals);

const idOf = (id: number | undefined): string => (id === undefined || id === 0 ? '' : String(id));

/** URNs and straight-line distances of the examples, or the code of the reason why there is none. */
function comparatorCells(result: SimilarResult | undefined): readonly string[] {
  if (result === undefined) return ['', '', '', '', 'not-compared'];
  if (result.kind === 'no-fair-example') return ['', '', '', '', result.code];
  return [
    result.examples.map(({ urn }) => urn).join(' '),
    result.examples.map(({ straightLineMiles }) => shown(kilometresFromMiles(straightLineMiles))).join(' '),
    String(result.travelCapKilometres),
    result.governanceMix,
    '',
  ];
}

function lineOf(
  { urn, laestab }: PanelTable,
  { row, history, from, expected, expectation }: BacktestSchool,
  result: SimilarResult | undefined,
): string {
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
    ...comparatorCells(result),
  ].join(',');
}

/**
 * One line for each school, in the order of the file. Percentages of absence, the floor of attendance; the examples are ids, each with its
 * kilometres, nearest in context first. A special school, or one without a last year, is not compared.
 */
export const resultCsv = ({ schools, scored }: Backtest, { results }: Comparators): string =>
  `${[header, ...schools.map((school) => lineOf(scored.table, school, results.get(school.history.urn)))].join('\n')}\n`;
