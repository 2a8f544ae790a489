import { correlation, groupedBy, mean, quantile, standardDeviation } from './statistics.js';

/** One school and year, real or invented. Rates in per cent. */
export interface PanelRow {
  readonly school: string;
  readonly year: string;
  readonly phase: string;
  readonly authority: string;
  readonly enrolments: number;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
  readonly persistentPercent: number;
  readonly freeMealsEverSixPercent: number;
}

const ratePercent = (row: PanelRow): number => (100 * row.absenceSessions) / row.possibleSessions;

function ratioOfSums(rows: readonly PanelRow[]): number {
  const sum = (of: (row: PanelRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return (100 * sum((row) => row.absenceSessions)) / sum((row) => row.possibleSessions);
}

/** Spread of authorities' rates over the national rate, authorities with five schools or more. */
function authoritySpread(rows: readonly PanelRow[], national: number): number {
  const byAuthority = groupedBy(rows, (row) => row.authority);
  const rates = [...byAuthority.values()].filter((group) => group.length >= 5).map(ratioOfSums);
  return standardDeviation(rates) / national;
}

/** Rates of the schools that have all three years, oldest first. */
function threeYears(rows: readonly PanelRow[], years: readonly [string, string, string]): [number, number, number][] {
  const bySchool = groupedBy(rows, (row) => row.school);
  return [...bySchool.values()].flatMap((group) => {
    const rates = years
      .map((year) => group.find((row) => row.year === year))
      .map((row) => (row === undefined ? Number.NaN : ratePercent(row)));
    const [first, second, third] = rates as [number, number, number];
    return rates.every(Number.isFinite) ? [[first, second, third] as [number, number, number]] : [];
  });
}

/** What is compared between the real panel and the invented England. `years` oldest first; the last is the one looked at alone. */
export function describePhase(
  all: readonly PanelRow[],
  years: readonly [string, string, string],
): Record<string, number> {
  const latest = all.filter((row) => row.year === years[2]);
  const national = ratioOfSums(latest);
  const rates = latest.map(ratePercent);
  const series = threeYears(all, years);
  const sizes = latest.map((row) => row.enrolments);
  const change = (pair: readonly [number, number, number]): readonly [number, number] => [
    pair[1] - pair[0],
    pair[2] - pair[1],
  ];
  return {
    'national rate': national,
    'mean school over national': mean(rates) / national,
    'spread of schools over national': standardDeviation(rates) / national,
    'lower tenth over national': quantile(rates, 0.1) / national,
    'median over national': quantile(rates, 0.5) / national,
    'upper tenth over national': quantile(rates, 0.9) / national,
    'upper hundredth over national': quantile(rates, 0.99) / national,
    'correlation of successive years': correlation(series.map(([, second, third]) => [second, third])),
    'correlation two years apart': correlation(series.map(([first, , third]) => [first, third])),
    'correlation of successive changes': correlation(series.map(change)),
    'spread of one change over national': standardDeviation(series.map((pair) => change(pair)[1])) / national,
    'correlation with free meals': correlation(latest.map((row) => [ratePercent(row), row.freeMealsEverSixPercent])),
    'correlation with size': correlation(latest.map((row) => [ratePercent(row), Math.log(row.enrolments)])),
    'correlation with persistent absence': correlation(latest.map((row) => [ratePercent(row), row.persistentPercent])),
    'lower quartile of size': quantile(sizes, 0.25),
    'median size': quantile(sizes, 0.5),
    'upper quartile of size': quantile(sizes, 0.75),
    'median free meals': quantile(
      latest.map((row) => row.freeMealsEverSixPercent),
      0.5,
    ),
    'spread of authorities over national': authoritySpread(latest, national),
  };
}
