import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importFile, type ImportRequest } from '../../importers/import-file.js';
import { importFolder, type SkippedFile } from '../../importers/import-folder.js';
import { type ImportOutcome } from '../../importers/outcome.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { absenceFile, absenceRow, contentOf, registerFile, registerRow, request } from './support/invented-files.js';

describe('files as they are published', () => {
  let database: TestDatabase;
  const take = (
    text: string | Uint8Array,
    name: string,
    options: Partial<Pick<ImportRequest, 'releasedOn' | 'mayBeOlder'>> = {},
  ): Promise<ImportOutcome> => importFile(database.db, { ...request, ...contentOf(text, name), ...options });
  const notesOf = (outcome: ImportOutcome): string =>
    outcome.outcome === 'imported' ? outcome.notes.map(({ note }) => note).join(' ') : outcome.outcome;
  const problemsOf = (outcome: ImportOutcome): string =>
    outcome.outcome === 'refused'
      ? outcome.errors.map(({ line, problem, remedy }) => `${line}: ${problem} ${remedy}`).join(' ')
      : outcome.outcome;
  const nameOf = async (): Promise<unknown> =>
    (await database.db('current_establishment').where({ urn: '900001' }).pluck('name'))[0];

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });
  beforeEach(async () => {
    await database.db.raw('truncate batch cascade');
  });

  describe('a year-to-date release in the long layout', () => {
    const header =
      'time_period,time_identifier,time_frame,geographic_level,region_code,old_la_code,reference_date,education_phase,attendance_reason,session_count';
    const rows = [
      '2025,Week 37,Year to date,National,,,,All schools,Overall attendance,9500',
      '2025,Week 37,Year to date,National,,,,All schools,Overall absence,500',
      '2025,Week 37,Year to date,National,,,,All schools,Illness,300',
      '2025,Week 37,Monday,National,,,2025-09-08,All schools,Overall attendance,what',
      '2025,Week 37,Year to date,Local authority,E12000007,201,,Primary,Overall attendance,c',
      '2025,Week 37,Year to date,Local authority,E12000007,201,,Primary,Overall absence,c',
    ];

    it('is one row for an area and phase, on the Friday of its week', async () => {
      expect(await take([header, ...rows].join('\n'), 'data.csv')).toMatchObject({ outcome: 'imported', rows: 2 });
      const stored = await database
        .db('attendance_to_date')
        .orderBy('level', 'desc')
        .select('academic_year', 'phase', 'possible_sessions', 'absence_sessions');
      expect(stored).toEqual([
        { academic_year: '202526', phase: 'total', possible_sessions: '10000', absence_sessions: '500' },
        { academic_year: '202526', phase: 'primary', possible_sessions: null, absence_sessions: null },
      ]);
      const days = await database.db.raw<{ rows: { day: string }[] }>(
        `select distinct to_char(snapshot_date, 'YYYY-MM-DD') as day from attendance_to_date`,
      );
      expect(days.rows).toEqual([{ day: '2025-09-12' }]);
    });

    it('is refused with two figures for one subject', async () => {
      const text = [header, rows[0], rows[1], rows[1]?.replace(',500', ',501')].join('\n');
      expect(problemsOf(await take(text, 'data.csv'))).toMatch(/another figure for the same subject/);
    });
  });

  it.each([
    ['its name', 'EES_ytd_20261126.csv', {}, '2026-11-26'],
    ['an option', 'EES_ytd_data.csv', { releasedOn: '2026-11-12' }, '2026-11-12'],
    ['nothing', 'EES_ytd_data.csv', {}, undefined],
  ])('a wide release without a date column has its date from %s', async (_title, name, options, day) => {
    const header = 'time_period,geographic_level,region_code,old_la_code,school_type,possible_sessions,overall_absence';
    const outcome = await take(`${header}\n202627,National,,z,Primary,1000.0,50`, name, options);
    const stored = await database.db.raw<{ rows: { day: string }[] }>(
      `select to_char(snapshot_date, 'YYYY-MM-DD') as day from attendance_to_date`,
    );
    expect(stored.rows.map((row) => row.day)).toEqual(day === undefined ? [] : [day]);
    if (day === undefined) expect(problemsOf(outcome)).toMatch(/--released/);
  });

  describe('an older register', () => {
    const register = (name: string): string => registerFile([registerRow('900001', { EstablishmentName: name })]);

    it('needs to be meant, and newer bytes count again', async () => {
      await take(register('New'), 'edubasealldata20261101.csv');
      expect(problemsOf(await take(register('Old'), 'edubasealldata20250101.csv'))).toMatch(/--older/);
      expect(await nameOf()).toBe('New');
      await take(register('Old'), 'edubasealldata20250101.csv', { mayBeOlder: true });
      expect(await nameOf()).toBe('Old');
      await take(register('New'), 'edubasealldata20261101.csv');
      expect(await nameOf()).toBe('New');
    });

    it('comes first in a folder, whatever the names, and a second import of the folder changes nothing', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'abie-older-'));
      await writeFile(join(folder, 'a-edubasealldata20261101.csv'), register('New'));
      await writeFile(join(folder, 'edubasealldata20250101.csv'), register('Old'));
      const outcomes = async (): Promise<readonly string[]> =>
        (await importFolder(database.db, folder, request)).map(({ outcome }) => outcome.outcome);
      expect([await outcomes(), await outcomes()]).toEqual([
        ['imported', 'imported'],
        ['unchanged', 'unchanged'],
      ]);
      expect(await nameOf()).toBe('New');
      await rm(folder, { recursive: true });
    });
  });

  it.each([
    [
      'a children’s centre with unreadable cells',
      { 'TypeOfEstablishment (code)': '47', Easting: 'east', 'Gender (code)': 'x' },
    ],
    ['a closed school with an unreadable date', { 'EstablishmentStatus (code)': '2', CloseDate: 'long ago' }],
    [
      'an independent school with a region that is not in the list',
      { 'TypeOfEstablishment (code)': '11', 'GOR (code)': 'Q' },
    ],
    ['an unreadable capacity', { SchoolCapacity: 'about 200' }],
  ])('%s does not refuse the register', async (_title, cells) => {
    const text = registerFile([registerRow('900001'), registerRow('20076', cells)]);
    const outcome = await take(text, 'edubasealldata20261101.csv');
    expect(outcome).toMatchObject({ outcome: 'imported', rows: 2 });
    expect(notesOf(outcome)).toMatch(/could not be read/);
  });

  it.each([
    ['a level', { geographic_level: 'Ward' }],
    ['a phase', { education_phase: 'State-funded AP school' }],
  ])('%s that is not used leaves its row out, whatever it holds', async (_title, cells) => {
    const text = absenceFile([absenceRow('900001'), absenceRow('none', { ...cells, sess_overall_percent: '?' })]);
    const outcome = await take(text, '1a_absence_3term_school.csv');
    expect(outcome).toMatchObject({ outcome: 'imported', rows: 1, leftOut: 1 });
    expect(notesOf(outcome)).toMatch(/not used and were left out/);
  });

  it.each([
    ['one Windows-1252 line among UTF-8 ones', [Buffer.from('é'), Buffer.from('é'), Buffer.from([0xe9])], 4],
    ['one UTF-8 line among Windows-1252 ones', [Buffer.from([0xe9]), Buffer.from('é'), Buffer.from([0xe9])], 3],
    ['a UTF-8 apostrophe after Windows-1252', [Buffer.from([0xe9]), Buffer.from([0xe9]), Buffer.from('’')], 4],
  ])('%s refuses the register by its line', async (_title, letters, line) => {
    const [header = '', ...rows] = registerFile(
      letters.map((_, index) => registerRow(`90000${index}`, { EstablishmentName: 'LETTER' })),
    ).split('\n');
    const parts = rows.flatMap((row, index) => {
      const [before = '', after = ''] = row.split('LETTER');
      return [Buffer.from(`\n${before}`), letters[index] ?? Buffer.alloc(0), Buffer.from(after)];
    });
    const outcome = await take(Buffer.concat([Buffer.from(header), ...parts]), 'edubasealldata20261101.csv');
    expect(outcome).toMatchObject({ outcome: 'refused', errors: [{ line }] });
  });

  it.each([
    ['nothing but column names', absenceFile([]), /no rows/],
    [
      'rows of another level only',
      absenceFile([absenceRow('900001', { geographic_level: 'Ward' })]),
      /None of the file/,
    ],
  ])('a file with %s is refused', async (_title, text, problem) => {
    expect(problemsOf(await take(text, '1a_absence_3term_school.csv'))).toMatch(problem);
  });

  it('names each file of a folder that it skips, and why', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'abie-skipped-'));
    for (const name of ['figures.xlsx', 'notes.txt', 'damaged.zip', 'minutes.csv'])
      await writeFile(join(folder, name), 'date,text\n2024-10-01,nothing\n');
    const skipped: SkippedFile[] = [];
    expect(await importFolder(database.db, folder, { ...request, onSkipped: (file) => skipped.push(file) })).toEqual(
      [],
    );
    const reasons = Object.fromEntries(skipped.map(({ fileName, reason }) => [fileName, reason]));
    expect(reasons['figures.xlsx']).toMatch(/CSV UTF-8/);
    expect(reasons['notes.txt']).toMatch(/not a CSV file/);
    expect(reasons['damaged.zip']).toMatch(/damaged/);
    expect(reasons['minutes.csv']).toMatch(/cannot be recognised/);
    await rm(folder, { recursive: true });
  });
});
