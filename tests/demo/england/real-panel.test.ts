import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { testEngland, type TestEngland } from './support/england.js';
import { describePhase, type PanelRow } from './support/panel.js';
import { cell, inventedPanel, readRows, realPanel } from './support/read.js';

const folder = sharedData();
if (folder === undefined)
  console.warn(`The invented England is not compared with the real panel: ${sharedDataIsMissing}.`);

const schools = 24_000;
const phases = ['primary', 'secondary', 'special'] as const;
type PhaseName = (typeof phases)[number];

/** How far the invented figure may lie from the real one: `ratio` as a share of it, `points` in the figure's own units. */
type Tolerance = { readonly ratio: number } | { readonly points: number };

/**
 * Real: the panel's three years to 2017/18. Invented: 2021/22 to 2023/24, at the higher absence of those years, so that spreads are taken over the national rate.
 * Successive changes go further apart than in the panel because the years after the pandemic were unsettled; they are compared below with real schools of those years.
 */
const tolerances: Readonly<Record<string, Readonly<Record<PhaseName, Tolerance>>>> = {
  'mean school over national': { primary: { ratio: 0.03 }, secondary: { ratio: 0.03 }, special: { ratio: 0.06 } },
  'spread of schools over national': { primary: { ratio: 0.12 }, secondary: { ratio: 0.12 }, special: { ratio: 0.25 } },
  'lower tenth over national': { primary: { ratio: 0.05 }, secondary: { ratio: 0.06 }, special: { ratio: 0.15 } },
  'median over national': { primary: { ratio: 0.03 }, secondary: { ratio: 0.03 }, special: { ratio: 0.1 } },
  'upper tenth over national': { primary: { ratio: 0.05 }, secondary: { ratio: 0.08 }, special: { ratio: 0.15 } },
  'upper hundredth over national': { primary: { ratio: 0.07 }, secondary: { ratio: 0.16 }, special: { ratio: 0.25 } },
  'correlation of successive years': {
    primary: { points: 0.05 },
    secondary: { points: 0.07 },
    special: { points: 0.1 },
  },
  'correlation two years apart': { primary: { points: 0.08 }, secondary: { points: 0.13 }, special: { points: 0.18 } },
  'correlation of successive changes': {
    primary: { points: 0.22 },
    secondary: { points: 0.2 },
    special: { points: 0.25 },
  },
  'spread of one change over national': {
    primary: { ratio: 0.1 },
    secondary: { ratio: 0.18 },
    special: { ratio: 0.3 },
  },
  'correlation with free meals': { primary: { points: 0.06 }, secondary: { points: 0.08 }, special: { points: 0.12 } },
  'correlation with size': { primary: { points: 0.06 }, secondary: { points: 0.1 }, special: { points: 0.12 } },
  'correlation with persistent absence': {
    primary: { points: 0.04 },
    secondary: { points: 0.03 },
    special: { points: 0.05 },
  },
  'lower quartile of size': { primary: { ratio: 0.08 }, secondary: { ratio: 0.1 }, special: { ratio: 0.12 } },
  'median size': { primary: { ratio: 0.1 }, secondary: { ratio: 0.06 }, special: { ratio: 0.12 } },
  'upper quartile of size': { primary: { ratio: 0.06 }, secondary: { ratio: 0.06 }, special: { ratio: 0.12 } },
  'median free meals': { primary: { ratio: 0.15 }, secondary: { ratio: 0.12 }, special: { ratio: 0.08 } },
  'spread of authorities over national': { primary: { ratio: 0.25 }, secondary: { ratio: 0.3 }, special: { ratio: 1 } },
};

const distance = (real: number, invented: number, tolerance: Tolerance): number =>
  'ratio' in tolerance ? Math.abs(invented / real - 1) / tolerance.ratio : Math.abs(invented - real) / tolerance.points;

const allowed = (tolerance: Tolerance): string =>
  'ratio' in tolerance ? `${Math.round(100 * tolerance.ratio)} %` : String(tolerance.points);

describe.skipIf(folder === undefined)('an invented England compared with the real one', () => {
  let england: TestEngland;
  let invented: PanelRow[];
  let real: PanelRow[];
  beforeAll(async () => {
    england = await testEngland(schools, 3);
    invented = inventedPanel(england.folder);
    real = realPanel(folder ?? '');
  });
  afterAll(() => {
    england.remove();
  });

  // National rates: pupil absence statistics, 2021/22 to 2023/24.
  it.each([
    ['202122', 'primary', 6.26],
    ['202223', 'primary', 5.9],
    ['202324', 'primary', 5.53],
    ['202122', 'secondary', 8.99],
    ['202223', 'secondary', 9.01],
    ['202324', 'secondary', 8.89],
    ['202324', 'special', 13],
  ])('has in %s the published national rate of %s schools, %d', (year, phase, percent) => {
    const rows = invented.filter((row) => row.year === year && row.phase === phase);
    const sum = (of: (row: PanelRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
    expect((100 * sum((row) => row.absenceSessions)) / sum((row) => row.possibleSessions)).toBeCloseTo(percent, 1);
  });

  // National persistent absence 2023/24: primary 14.6, secondary 25.6; source: pupil absence statistics.
  it.each([
    ['primary', 14.6],
    ['secondary', 25.6],
  ])('has about as many persistently absent pupils in %s schools as the published %d per cent', (phase, percent) => {
    const rows = invented.filter(
      (row) => row.year === '202324' && row.phase === phase && Number.isFinite(row.persistentPercent),
    );
    const enrolments = rows.reduce((total, row) => total + row.enrolments, 0);
    const absent = rows.reduce((total, row) => total + (row.enrolments * row.persistentPercent) / 100, 0);
    expect(Math.abs((100 * absent) / enrolments - percent)).toBeLessThan(1.2);
  });

  it.each(phases)(
    'has for %s schools the spreads, correlations and sizes of the real panel, within stated tolerances',
    (phase) => {
      const one = describePhase(
        real.filter((row) => row.phase === phase),
        ['201516', '201617', '201718'],
      );
      const other = describePhase(
        invented.filter((row) => row.phase === phase),
        ['202122', '202223', '202324'],
      );
      const table = Object.entries(tolerances).map(([figure, byPhase]) => {
        const [realFigure, inventedFigure] = [one[figure] ?? Number.NaN, other[figure] ?? Number.NaN];
        return {
          figure,
          real: Number(realFigure.toFixed(3)),
          invented: Number(inventedFigure.toFixed(3)),
          tolerance: allowed(byPhase[phase]),
          isWithin: distance(realFigure, inventedFigure, byPhase[phase]) <= 1,
        };
      });
      console.log(`${phase} schools, real 2017/18 and invented 2023/24`);
      console.table(table);
      expect(table.filter(({ isWithin }) => !isWithin)).toEqual([]);
    },
  );

  // The same series in real schools of the same years; not a random sample, so tolerances are wider.
  it.each([
    ['primary', 'State-funded primary'],
    ['secondary', 'State-funded secondary'],
  ])(
    'has changes of %s schools from 2021/22 to 2023/24 that are negatively correlated, as in real schools',
    (phase, name) => {
      const rows = readRows(join(folder ?? '', 'sample', '1a_absence_3term_school.csv'))
        .filter((row) => cell(row, 'education_phase') === name && /^\d/.test(cell(row, 'sess_overall_percent')))
        .map((row): PanelRow => ({
          school: cell(row, 'school_urn'),
          year: cell(row, 'time_period'),
          phase,
          authority: cell(row, 'old_la_code'),
          enrolments: Number.NaN,
          possibleSessions: 100,
          absenceSessions: Number(cell(row, 'sess_overall_percent')),
          persistentPercent: Number.NaN,
          freeMealsEverSixPercent: Number.NaN,
        }));
      const one = describePhase(rows, ['202122', '202223', '202324']);
      const other = describePhase(
        invented.filter((row) => row.phase === phase && row.enrolments > 150),
        ['202122', '202223', '202324'],
      );
      const figures = [
        'correlation of successive years',
        'correlation two years apart',
        'correlation of successive changes',
      ];
      console.table(
        figures.map((figure) => ({
          phase,
          figure,
          real: one[figure]?.toFixed(3),
          invented: other[figure]?.toFixed(3),
        })),
      );
      for (const figure of figures)
        expect(Math.abs((other[figure] ?? Number.NaN) - (one[figure] ?? Number.NaN))).toBeLessThan(0.12);
    },
  );

  it('has no place, trust or school with the name of a real authority, town, trust or school', () => {
    const names = (rows: readonly Readonly<Record<string, string>>[], ...columns: readonly string[]): Set<string> =>
      new Set(
        rows.flatMap((row) => columns.map((column) => cell(row, column).toLowerCase())).filter((name) => name !== ''),
      );
    const columns = ['LA (name)', 'Town', 'EstablishmentName', 'Trusts (name)'] as const;
    const realNames = names(readRows(join(folder ?? '', 'sample', 'edubasealldata.csv'), 'win1252'), ...columns);
    const authorities = names(readRows(join(folder ?? '', 'absence_nat_reg_la_200607_201718.csv.gz')), 'la_name');
    const inventedNames = names(readRows(join(england.folder, 'edubasealldata.csv'), 'win1252'), ...columns);
    expect([...inventedNames].filter((name) => realNames.has(name) || authorities.has(name))).toEqual([]);
    const places = names(readRows(join(england.folder, 'edubasealldata.csv'), 'win1252'), 'Town');
    const inside = [...places].filter((place) => [...realNames, ...authorities].some((name) => name.includes(place)));
    expect(inside).toEqual([]);
  });
});
