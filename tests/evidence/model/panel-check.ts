import { type ContextMeasure } from '../../../domain/baseline/context.js';
import { type PanelRow } from '../../../evidence/backtest/panel-row.js';

/** A school of the panel as the checks read it, without any of the product's rules. Not known: NaN, or no context. */
export interface CheckedSchool {
  readonly urn: string;
  readonly phase: 'primary' | 'secondary';
  readonly laCode: string;
  readonly region: string;
  readonly isGrammar: boolean;
  readonly areaClass: 'none' | 'partly' | 'highly';
  readonly gender: 'girls' | 'boys' | 'mixed' | 'unknown';
  readonly governance: 'maintained' | 'stand-alone' | 'trust' | 'unknown';
  readonly easting: number;
  readonly northing: number;
  readonly enrolments: number;
  readonly lastYear: number;
  readonly level: number;
  readonly years: 1 | 2;
  readonly place: readonly number[];
}

const measures: readonly ContextMeasure[] = [
  'freeMealsPercent',
  'freeMealsEverSixPercent',
  'educationHealthCarePlanPercent',
  'specialNeedsSupportPercent',
  'englishAdditionalLanguagePercent',
  'roll',
];

const noise = { primary: 0.015, secondary: 0.013 } as const;

/** Transient variance (docs/sources/statistics.md#noise-of-a-year); over two years it is halved. */
export const noiseOf = ({ phase, enrolments }: CheckedSchool, years: 1 | 2): number =>
  (noise[phase] + 14.6 / enrolments) / years;

/** Weighted distance in context. */
export const contextDistance = (a: CheckedSchool, b: CheckedSchool, weights: readonly number[]): number =>
  Math.sqrt(
    a.place.reduce((sum, value, index) => sum + (weights[index] ?? NaN) * (value - (b.place[index] ?? NaN)) ** 2, 0),
  );

function grammarShares(rows: readonly PanelRow[]): ReadonlyMap<string, number> {
  const pupils = new Map<string, [all: number, grammar: number]>();
  for (const row of rows) {
    if (row.phase !== 'secondary') continue;
    const [all, grammar] = pupils.get(row.laCode) ?? [0, 0];
    pupils.set(row.laCode, [all + row.enrolments, grammar + (row.isSelective === true ? row.enrolments : 0)]);
  }
  return new Map([...pupils].map(([laCode, [all, grammar]]) => [laCode, grammar / all]));
}

const areaClassOf = (share: number): CheckedSchool['areaClass'] =>
  share >= 0.25 ? 'highly' : share >= 0.01 ? 'partly' : 'none';

function genderOf({ girlsPercent: girls }: PanelRow): CheckedSchool['gender'] {
  if (girls === undefined) return 'unknown';
  if (girls >= 98) return 'girls';
  return girls <= 2 ? 'boys' : 'mixed';
}

function governanceOf({ academyType, trustKind, trustSize }: PanelRow): CheckedSchool['governance'] {
  if (academyType === 'maintained') return 'maintained';
  if (trustKind === 'single' || trustSize === 1) return 'stand-alone';
  return trustSize === undefined ? 'unknown' : 'trust';
}

const nationalAttendance = (rows: readonly PanelRow[], phase: string): number => {
  const own = rows.filter((row) => row.phase === phase);
  const sum = (of: (row: PanelRow) => number): number => own.reduce((total, row) => total + of(row), 0);
  return 100 - (100 * sum((row) => row.absenceSessions)) / sum((row) => row.possibleSessions);
};

interface Years {
  readonly row: PanelRow;
  readonly before: PanelRow | undefined;
}

/** Newest census of each measure before the target year; the roll of last year only, else 1.1 times the enrolments. */
function measured({ row, before }: Years): readonly (number | undefined)[] {
  return measures.map((measure) =>
    measure === 'roll'
      ? Math.log(Math.max(5, row.context.roll ?? 1.1 * row.enrolments))
      : (row.context[measure] ?? before?.context[measure]),
  );
}

/** Standard deviations from the mean among the schools of a phase; an unknown value is placed at the median. */
function placesOf(known: readonly Years[]): readonly (readonly number[])[] {
  const values = known.map(measured);
  const standards = measures.map((_, index) => {
    const list = values
      .map((one) => one[index])
      .filter((value) => value !== undefined)
      .sort((a, b) => a - b);
    const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
    const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (list.length - 1);
    const half = (list.length - 1) / 2;
    const median = ((list[Math.floor(half)] ?? NaN) + (list[Math.ceil(half)] ?? NaN)) / 2;
    return { mean, deviation: Math.sqrt(variance), median };
  });
  return values.map((one) =>
    standards.map(({ mean, deviation, median }, index) => ((one[index] ?? median) - mean) / deviation),
  );
}

/** The schools of a target year by the panel's columns of the two years before it. */
export function checkedSchools(
  rows: readonly PanelRow[],
  urns: ReadonlySet<string>,
): ReadonlyMap<string, CheckedSchool> {
  const years = [...new Set(rows.map((row) => row.academicYear))].sort();
  const [before, last, target] = years.slice(-3).map((year) => rows.filter((row) => row.academicYear === year)) as [
    PanelRow[],
    PanelRow[],
    PanelRow[],
  ];
  const find = (list: readonly PanelRow[]): ((row: PanelRow) => PanelRow | undefined) => {
    const byUrn = new Map([...list].reverse().map((row) => [row.urn, row]));
    const byLaestab = new Map([...list].reverse().map((row) => [row.laestab, row]));
    return ({ urn, laestab, phase }) => {
      const row = byUrn.get(urn) ?? byLaestab.get(laestab);
      return row?.phase === phase ? row : undefined;
    };
  };
  const [inLast, inBefore] = [find(last), find(before)];
  const shares = grammarShares(last);
  const checked = (['primary', 'secondary'] as const).flatMap((phase) => {
    const change = nationalAttendance(last, phase) - nationalAttendance(before, phase);
    const own = target
      .filter((row) => row.phase === phase && urns.has(row.urn))
      .map((row) => ({ urn: row.urn, row: inLast(row), before: inBefore(row) }))
      .filter((one): one is Years & { urn: string } => one.row !== undefined);
    const places = placesOf(own);
    return own.map(({ urn, row, before: older }, index): CheckedSchool => {
      const lastYear = 100 - (100 * row.absenceSessions) / row.possibleSessions;
      const yearBefore = older && 100 - (100 * older.absenceSessions) / older.possibleSessions + change;
      return {
        urn,
        phase,
        laCode: row.laCode,
        region: row.regionCode,
        isGrammar: row.isSelective === true,
        areaClass: areaClassOf(shares.get(row.laCode) ?? 0),
        gender: genderOf(row),
        governance: governanceOf(row),
        easting: row.easting ?? NaN,
        northing: row.northing ?? NaN,
        enrolments: row.enrolments,
        lastYear,
        level: yearBefore === undefined ? lastYear : (lastYear + yearBefore) / 2,
        years: yearBefore === undefined ? 1 : 2,
        place: places[index] ?? [],
      };
    });
  });
  return new Map(checked.map((school) => [school.urn, school]));
}
