import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importFile } from '../../importers/import-file.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { absenceFile, absenceHeader, absenceRow, type Cells, contentOf, request } from './support/invented-files.js';

interface Planted {
  readonly column: string;
  readonly cells: Cells;
  readonly problem: RegExp;
}

/** A fault each, on a row of its own. */
const cellFaults: readonly Planted[] = [
  { column: 'time_period', cells: { time_period: '2023/24' }, problem: /not an academic year/ },
  { column: 'time_period', cells: { time_period: '202325' }, problem: /not an academic year/ },
  { column: 'time_period', cells: { time_period: '' }, problem: /not an academic year/ },
  { column: 'time_identifier', cells: { time_identifier: 'Autumn term' }, problem: /does not cover an academic year/ },
  { column: 'geographic_level', cells: { geographic_level: '' }, problem: /empty/ },
  { column: 'old_la_code', cells: { old_la_code: 'E09000001' }, problem: /not a local authority code/ },
  { column: 'education_phase', cells: { education_phase: ' ' }, problem: /empty/ },
  { column: 'education_phase', cells: { education_phase: '' }, problem: /empty/ },
  { column: 'school_urn', cells: { school_urn: '9000' }, problem: /not a URN/ },
  { column: 'school_urn', cells: { school_urn: '' }, problem: /not a URN/ },
  { column: 'school_urn', cells: { school_urn: 'NAT' }, problem: /a total, not a school/ },
  { column: 'school_urn', cells: { school_urn: 'Total' }, problem: /a total, not a school/ },
  { column: 'school_laestab', cells: { school_laestab: '990/2001' }, problem: /not a school number/ },
  { column: 'enrolments', cells: { enrolments: 'SUPPRESSED' }, problem: /neither a number nor a known mark/ },
  { column: 'enrolments', cells: { enrolments: '200.5' }, problem: /not whole/ },
  { column: 'sess_possible', cells: { sess_possible: '64,000' }, problem: /commas between its thousands/ },
  { column: 'sess_possible', cells: { sess_possible: '-64000' }, problem: /below 0/ },
  { column: 'sess_possible', cells: { sess_possible: '5%' }, problem: /a percentage where/ },
  { column: 'sess_overall', cells: { sess_overall: '#N/A' }, problem: /neither a number nor a known mark/ },
  {
    column: 'sess_overall',
    cells: { sess_overall: '64001', sess_authorised: 'z', sess_unauthorised: 'z', sess_overall_percent: 'z' },
    problem: /More sessions were missed/,
  },
  { column: 'sess_overall', cells: { sess_authorised: '2500' }, problem: /do not add up to the overall ones/ },
  { column: 'sess_authorised', cells: { sess_authorised: '2400.5' }, problem: /not whole/ },
  { column: 'sess_unauthorised', cells: { sess_unauthorised: '1e3' }, problem: /neither a number/ },
  {
    column: 'sess_overall_percent',
    cells: { sess_overall_percent: '101', sess_authorised_percent: 'z', sess_unauthorised_percent: 'z' },
    problem: /above 100/,
  },
  { column: 'sess_overall_percent', cells: { sess_overall_percent: '-5' }, problem: /below 0/ },
  {
    column: 'sess_overall_percent',
    cells: { sess_overall_percent: '4.8', sess_authorised_percent: 'z' },
    problem: /not that of the session counts/,
  },
  { column: 'sess_overall_percent', cells: { sess_authorised_percent: '3.25' }, problem: /percentages do not add up/ },
  { column: 'sess_overall_percent', cells: { sess_overall_percent: '5,0' }, problem: /neither a number/ },
  { column: 'sess_authorised_percent', cells: { sess_authorised_percent: '?' }, problem: /neither a number/ },
  { column: 'sess_unauthorised_percent', cells: { sess_unauthorised_percent: '1.25 %%' }, problem: /neither a number/ },
  {
    column: 'enrolments_pa_10_exact',
    cells: { enrolments_pa_10_exact: '201' },
    problem: /persistently absent than are enrolled/,
  },
  {
    column: 'enrolments_pa_50_exact',
    cells: { enrolments_pa_50_exact: '31' },
    problem: /severely absent than persistently/,
  },
  {
    column: 'enrolments_pa_50_exact_percent',
    cells: { enrolments_pa_50_exact_percent: '15.5' },
    problem: /above the persistent one/,
  },
  {
    column: 'enrolments_pa_10_exact_percent',
    cells: { enrolments_pa_10_exact_percent: '>95' },
    problem: /neither a number/,
  },
  { column: 'school_urn', cells: { school_urn: '900001', enrolments: '201' }, problem: /Line 2 has the same subject/ },
];

/** Faults of the text itself. */
const lineFaults: readonly {
  readonly column: string;
  readonly line: (good: string) => string;
  readonly problem: RegExp;
}[] = [
  {
    column: 'enrolments_pa_50_exact_percent',
    line: (good) => good.slice(0, good.lastIndexOf(',')),
    problem: /19 cells where the header has 20/,
  },
  { column: 'column 21', line: (good) => `${good},x`, problem: /21 cells where the header has 20/ },
  { column: 'school_name', line: (good) => good.replace('Elm Lane', '"Elm Lane'), problem: /opened and never closed/ },
  { column: 'school_name', line: (good) => good.replace('Elm Lane', 'Elm "Lane"'), problem: /in the middle of a cell/ },
  {
    column: 'school_name',
    line: (good) => good.replace('Elm Lane Primary School', '"Elm Lane" Primary School'),
    problem: /follows the closing quotation mark/,
  },
];

describe('a file with forty planted errors', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });
  beforeEach(async () => {
    await database.db.raw('truncate batch cascade');
  });

  const good = (index: number): string => absenceFile([absenceRow(String(910_000 + index))]).split('\n')[1] ?? '';

  /** Good and bad rows by turns, so that a fault that hides its neighbours is noticed. */
  function plant(): {
    readonly text: string;
    readonly expected: readonly { line: number; column: string; problem: RegExp }[];
  } {
    const lines = [absenceHeader.join(','), absenceFile([absenceRow('900001')]).split('\n')[1] ?? ''];
    const expected: { line: number; column: string; problem: RegExp }[] = [];
    const bad = [
      ...cellFaults.map(({ column, cells, problem }, index) => ({
        column,
        problem,
        text: absenceFile([absenceRow(String(900_100 + index), cells)]).split('\n')[1] ?? '',
      })),
      ...lineFaults.map(({ column, line, problem }, index) => ({ column, problem, text: line(good(500 + index)) })),
    ];
    for (const [index, { column, problem, text }] of bad.entries()) {
      lines.push(text);
      expected.push({ line: lines.length, column, problem });
      lines.push(good(index));
    }
    return { text: lines.join('\r\n'), expected };
  }

  it('is refused in full, and each error is reported with line, column and remedy', async () => {
    const { text, expected } = plant();
    const outcome = await importFile(database.db, { ...request, ...contentOf(text, '1a_absence_3term_school.csv') });
    expect(outcome).toMatchObject({ outcome: 'refused', kind: 'school-absence', errorCount: 40 });
    if (outcome.outcome !== 'refused') return;
    expect(outcome.errors.map(({ line, column }) => ({ line, column }))).toEqual(
      expected.map(({ line, column }) => ({ line, column })),
    );
    for (const [index, error] of outcome.errors.entries()) {
      expect(error.problem).toMatch(expected[index]?.problem ?? /never/);
      expect(error.remedy).toMatch(/^[A-Z].*\.$/);
      expect(error.file).toBe('1a_absence_3term_school.csv');
    }
  });

  it('leaves the tables and earlier imports unchanged', async () => {
    const before = absenceFile([absenceRow('900001', { time_period: '202223' })]);
    await importFile(database.db, { ...request, ...contentOf(before, '1a_absence_3term_school.csv') });
    const stored = async (): Promise<unknown[]> => [
      await database.db('batch').select(),
      await database.db('school_absence').select(),
    ];
    const earlier = await stored();
    await importFile(database.db, { ...request, ...contentOf(plant().text, '1a_absence_3term_school.csv') });
    expect(await stored()).toEqual(earlier);
  });

  it('is imported once the errors are fixed', async () => {
    const rows = cellFaults.map((_, index) => absenceRow(String(900_100 + index)));
    expect(
      await importFile(database.db, { ...request, ...contentOf(absenceFile(rows), '1a_absence_3term_school.csv') }),
    ).toMatchObject({ outcome: 'imported', rows: rows.length });
  });

  it('with ten thousand more errors lists ten thousand and counts all', async () => {
    const rows = Array.from({ length: 10_040 }, (_, index) =>
      absenceRow(String(100_000 + index), { enrolments: 'many' }),
    );
    const outcome = await importFile(database.db, {
      ...request,
      ...contentOf(absenceFile(rows), '1a_absence_3term_school.csv'),
    });
    expect(outcome).toMatchObject({ outcome: 'refused', errorCount: 10_040 });
    expect(outcome.outcome === 'refused' && outcome.errors.length).toBe(10_000);
  });
});
