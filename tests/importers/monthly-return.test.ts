import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarIfKnown } from '../../academic-years/year-terms.js';
import { importFile } from '../../importers/import-file.js';
import { type ImportOutcome } from '../../importers/outcome.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import {
  type Cells,
  contentOf,
  monthlyFile,
  monthlyRow,
  registerFile,
  registerRow,
  request,
} from './support/invented-files.js';

describe('a monthly return', () => {
  let database: TestDatabase;
  const urns = ['900001', '900002', '900003', '900004'];

  const importReturn = (rows: readonly Cells[], more: { academicYear?: string } = {}): Promise<ImportOutcome> =>
    importFile(database.db, { ...request, ...contentOf(monthlyFile(rows), 'monthly_return.csv'), ...more });

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });

  it('is refused while there is no register to check its schools against', async () => {
    const outcome = await importReturn([monthlyRow('900001')]);
    expect(outcome).toMatchObject({
      outcome: 'refused',
      errors: [{ column: 'whole file', problem: expect.stringMatching(/no register/) as string }],
    });
    await importFile(database.db, {
      ...request,
      ...contentOf(registerFile(urns.map((urn) => registerRow(urn))), 'edubasealldata20241101.csv'),
    });
  });

  it('is stored by school and month, under the academic year of its month', async () => {
    const september = urns.map((urn) => monthlyRow(urn, { month: '2024-09', as_of: '2024-09-30' }));
    const january = urns.map((urn) => monthlyRow(urn, { month: '2025-01', as_of: '2025-02-14' }));
    expect(await importReturn(september)).toMatchObject({ outcome: 'imported', kind: 'monthly-return', rows: 4 });
    expect(await importReturn(january, { academicYear: '202425' })).toMatchObject({ outcome: 'imported', rows: 4 });
    const stored = await database
      .db('current_monthly_return')
      .where({ urn: '900001' })
      .orderBy('month')
      .select('academic_year', 'month', 'possible_sessions', 'line');
    expect(stored).toEqual([
      { academic_year: '202425', month: '2024-09', possible_sessions: 7200, line: 2 },
      { academic_year: '202425', month: '2025-01', possible_sessions: 7200, line: 2 },
    ]);
  });

  it('keeps restated figures next to the old ones, and the newest as-of date counts whichever came last', async () => {
    const month = { month: '2024-11' };
    const newer = [monthlyRow('900001', { ...month, as_of: '2025-01-10', unauthorised_absence_sessions: '140' })];
    const older = [monthlyRow('900001', { ...month, as_of: '2024-12-10' })];
    await importReturn(newer);
    await importReturn(older);
    const where = { urn: '900001', month: '2024-11' };
    expect(await database.db('current_monthly_return').where(where).pluck('unauthorised_absence_sessions')).toEqual([
      140,
    ]);
    expect(await database.db('monthly_return').where(where).pluck('unauthorised_absence_sessions')).toHaveLength(2);
  });

  it.each<[string, Cells, string, RegExp]>([
    ['an unknown school', { urn: '999999' }, 'urn', /register in use has no school.*|import the newest register/],
    ['no school', { urn: '' }, 'urn', /not a URN/],
    ['a month without a year', { month: '24-Oct' }, 'month', /Excel/],
    ['a thirteenth month', { month: '2024-13' }, 'month', /yyyy-mm/],
    ['a blank count', { possible_sessions: '' }, 'possible_sessions', /empty/],
    ['a mark', { authorised_absence_sessions: 'c' }, 'authorised_absence_sessions', /mark where a number/],
    ['a word', { enrolments: 'about 200' }, 'enrolments', /not a number/],
    ['a decimal', { possible_sessions: '7200.5' }, 'possible_sessions', /not whole/],
    ['a negative count', { unauthorised_absence_sessions: '-1' }, 'unauthorised_absence_sessions', /below 0/],
    ['a number with a comma', { possible_sessions: '7,200' }, 'possible_sessions', /Remove the commas/],
    ['a percentage', { persistently_absent_enrolments: '15%' }, 'persistently_absent_enrolments', /percentage/],
    [
      'more absence than sessions',
      { authorised_absence_sessions: '7101' },
      'possible_sessions',
      /More sessions were missed/,
    ],
    ['sessions of the year so far', { possible_sessions: '14400' }, 'possible_sessions', /this month alone/],
    [
      'more persistently absent than enrolled',
      { persistently_absent_enrolments: '201' },
      'persistently_absent_enrolments',
      /than are enrolled/,
    ],
    [
      'more severely than persistently absent',
      { severely_absent_enrolments: '31' },
      'severely_absent_enrolments',
      /than persistently/,
    ],
    ['figures taken too early', { as_of: '2024-10-30' }, 'as_of', /before the month ended/],
    ['a date with the month first', { as_of: '11/14/2024' }, 'as_of', /month seems to come before the day/],
    ['a date that a spreadsheet shows as a number', { as_of: '45610' }, 'as_of', /Excel/],
    ['figures taken in the future', { as_of: '2026-11-21' }, 'as_of', /in the future/],
    ['a date that does not exist', { as_of: '2024-11-31' }, 'as_of', /not a date/],
    ['another month among the rows', { month: '2024-09' }, 'month', /other rows are for 2024-10/],
    ['a school twice', { urn: '900001', possible_sessions: '7199' }, 'urn', /Line 2 has the same subject/],
  ])('with %s is refused by line and column', async (_title, cells, column, message) => {
    const outcome = await importReturn([monthlyRow('900001'), monthlyRow('900002'), monthlyRow('900003', cells)]);
    expect(outcome).toMatchObject({ outcome: 'refused', errorCount: 1, errors: [{ line: 4, column }] });
    expect(
      outcome.outcome === 'refused' && `${outcome.errors[0]?.problem ?? ''} ${outcome.errors[0]?.remedy ?? ''}`,
    ).toMatch(message);
  });

  it('with the odd month in its first row is refused for that row only', async () => {
    const outcome = await importReturn([
      monthlyRow('900001', { month: '2024-09' }),
      monthlyRow('900002'),
      monthlyRow('900003'),
    ]);
    expect(outcome).toMatchObject({
      outcome: 'refused',
      errorCount: 1,
      errors: [{ line: 2, column: 'month', value: '2024-09' }],
    });
  });

  it('of another academic year than requested is refused', async () => {
    const outcome = await importReturn([monthlyRow('900001')], { academicYear: '202526' });
    expect(outcome).toMatchObject({
      outcome: 'refused',
      errors: [{ line: 2, column: 'month', problem: 'The month is outside the academic year 2025/26.' }],
    });
  });

  it('may give the sessions missed because of illness, as part of the authorised ones', async () => {
    const withIllness = monthlyRow('900003', { month: '2024-12', as_of: '2025-01-10', illness_sessions: '120' });
    expect(await importReturn([withIllness])).toMatchObject({ outcome: 'imported', rows: 1 });
    const where = { urn: '900003', month: '2024-12' };
    expect(await database.db('current_monthly_return').where(where).pluck('illness_sessions')).toEqual([120]);
    const without = { urn: '900001', month: '2024-11' };
    expect(await database.db('current_monthly_return').where(without).pluck('illness_sessions')).toEqual([null]);
    const tooMany = { illness_sessions: '5000' };
    expect(await importReturn([monthlyRow('900001', tooMany)])).toMatchObject({
      outcome: 'refused',
      errors: [{ line: 2, column: 'illness_sessions' }],
    });
  });

  it('of a month in which the school was closed throughout is accepted', async () => {
    const closed = {
      month: '2025-02',
      as_of: '2025-03-10',
      possible_sessions: '0',
      authorised_absence_sessions: '0',
      unauthorised_absence_sessions: '0',
    };
    expect(await importReturn([monthlyRow('900004', closed)])).toMatchObject({ outcome: 'imported', rows: 1 });
  });

  describe('under the calendar of its year', () => {
    const under = (cells: Cells, more: object = {}): Promise<ImportOutcome> =>
      importFile(database.db, {
        ...request,
        ...contentOf(monthlyFile([monthlyRow('900001', cells)]), 'monthly_return.csv'),
        calendarOf: calendarIfKnown,
        ...more,
      });
    const imported = { outcome: 'imported', rows: 1 };
    const refusedAt = (column: string): object => ({ outcome: 'refused', errors: [{ column }] });
    const week = { possible_sessions: '1200', authorised_absence_sessions: '40', unauthorised_absence_sessions: '10' };

    it.each<[string, Cells]>([
      ['August alone', { ...week, month: '2024-08', as_of: '2024-09-02' }],
      ['August, taken on its last school day', { ...week, month: 'Aug-25', as_of: '29/08/2025' }],
      ['September with days of August', { month: '2025-09', as_of: '2025-10-10', possible_sessions: '9600' }],
      ['a month and a date as Excel writes them', { month: 'Oct-25', as_of: '14/11/2025' }],
      ['figures of the last day of the autumn term', { month: '2025-12', as_of: '2025-12-19' }],
      ['figures of the last day of the summer term', { month: '2025-07', as_of: '22/07/2025' }],
      ['figures taken at half-term', { month: '2025-10', as_of: '2025-10-31' }],
      ['a month that lies ahead in a year without a campaign', { month: '2027-07', as_of: '2027-07-22' }],
    ])('is accepted for %s', async (_title, cells) => {
      expect(await under(cells)).toMatchObject(imported);
    });

    it.each<[string, Cells, string, object]>([
      ['taken two days before the end of term', { month: '2024-12', as_of: '2024-12-18' }, 'as_of', {}],
      ['of August, taken before its last week', { ...week, month: '2025-08', as_of: '2025-08-22' }, 'as_of', {}],
      ['of a past month, taken in the future', { month: '2026-10', as_of: '2026-11-21' }, 'as_of', {}],
      [
        'of a month that lies ahead of a running campaign',
        { month: '2026-12', as_of: '2026-12-18' },
        'as_of',
        { isCampaignRunning: true },
      ],
      [
        'of September with more than two weeks of August',
        { month: '2025-09', possible_sessions: '14000', as_of: '2025-10-10' },
        'possible_sessions',
        {},
      ],
    ])('is refused when it is %s', async (_title, cells, column, more) => {
      expect(await under(cells, more)).toMatchObject(refusedAt(column));
    });

    it('is refused when it has a header and no rows, with or without a byte order mark or blank lines', async () => {
      const [header = ''] = monthlyFile([monthlyRow('900001')]).split(/\r?\n/);
      for (const content of [header, `${header}\r\n`, `\uFEFF${header}\n`])
        expect(
          await importFile(database.db, { ...request, ...contentOf(content, 'monthly_return.csv') }),
        ).toMatchObject({
          outcome: 'refused',
          errorCount: 1,
          errors: [{ column: 'whole file', problem: 'The file has a header and no rows.' }],
        });
    });
  });
});
