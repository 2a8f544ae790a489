import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importFile } from '../../importers/import-file.js';
import { importFolder } from '../../importers/import-folder.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import {
  absenceFile,
  absenceRow,
  contentOf,
  csv,
  monthlyFile,
  monthlyRow,
  registerFile,
  registerRow,
  request,
} from './support/invented-files.js';

describe('the import of batches', () => {
  let database: TestDatabase;
  const schoolFile = '1a_Absence_3term_school.csv';
  const absences = (percent: string): string =>
    absenceFile([
      absenceRow('900001'),
      absenceRow('900002', {
        sess_overall_percent: percent,
        sess_possible: 'z',
        sess_overall: 'z',
        sess_authorised_percent: 'z',
      }),
    ]);

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });
  beforeEach(async () => {
    await database.db.raw('truncate batch cascade');
  });

  it('changes nothing when the same bytes come again', async () => {
    const first = await importFile(database.db, { ...request, ...contentOf(absences('6.1'), schoolFile) });
    const again = await importFile(database.db, {
      ...request,
      ...contentOf(absences('6.1'), 'another name.csv'),
      kind: 'school-absence',
    });
    expect(first).toMatchObject({ outcome: 'imported', rows: 2 });
    expect(again).toMatchObject({ outcome: 'unchanged', batchId: first.outcome === 'imported' ? first.batchId : 0 });
    expect(await database.db('school_absence').pluck('urn')).toEqual(['900001', '900002']);
  });

  it('stores the same bytes once when they come at the same time', async () => {
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => importFile(database.db, { ...request, ...contentOf(absences('6.1'), schoolFile) })),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['imported', 'unchanged', 'unchanged', 'unchanged']);
    expect(await database.db('batch').pluck('row_count')).toEqual([2]);
  });

  it('keeps restated values next to the old ones, and the current view shows the newer', async () => {
    await importFile(database.db, { ...request, ...contentOf(absences('6.1'), schoolFile) });
    await importFile(database.db, { ...request, ...contentOf(absences('6.4'), schoolFile) });
    const where = { academic_year: '202324', urn: '900002' };
    expect(await database.db('school_absence').where(where).orderBy('batch_id').pluck('absence_percent')).toEqual([
      '6.1',
      '6.4',
    ]);
    expect(await database.db('current_school_absence').where(where).pluck('absence_percent')).toEqual(['6.4']);
    expect(await database.db('current_school_absence').pluck('urn')).toHaveLength(2);
  });

  it('leads each value back to its file, bytes and line', async () => {
    const text = absences('6.1');
    const outcome = await importFile(database.db, { ...request, ...contentOf(text, schoolFile) });
    expect(await database.db('school_absence').where({ urn: '900002' }).first('line', 'batch_id')).toEqual({
      line: 3,
      batch_id: String(outcome.outcome === 'imported' ? outcome.batchId : 0),
    });
    expect(await database.db('batch').first()).toMatchObject({
      kind: 'school-absence',
      file_name: schoolFile,
      sha256: createHash('sha256').update(text).digest('hex'),
      byte_count: String(Buffer.byteLength(text)),
      row_count: 2,
      imported_by: 'test',
      imported_at: request.importedAt,
    });
  });

  it('keeps a mark with its raw token and never turns it into a number', async () => {
    await importFile(database.db, { ...request, ...contentOf(absences('low'), schoolFile) });
    expect(
      await database
        .db('school_absence')
        .where({ urn: '900002' })
        .first('absence_percent', 'possible_sessions', 'marks'),
    ).toEqual({
      absence_percent: null,
      possible_sessions: null,
      marks: {
        absence_percent: { kind: 'low', raw: 'low' },
        possible_sessions: { kind: 'not-applicable', raw: 'z' },
        absence_sessions: { kind: 'not-applicable', raw: 'z' },
        authorised_percent: { kind: 'not-applicable', raw: 'z' },
      },
    });
  });

  it('fills figures of the similar-schools file from the census of the same year', async () => {
    const census = csv(
      ['URN', 'NOR', 'PNUMFSM', 'PNUMFSMEVER', 'PSENELSE', 'PSENELK', 'PNUMEAL'],
      [
        {
          URN: '900001',
          NOR: '198',
          PNUMFSM: '20.5%',
          PNUMFSMEVER: '25',
          PSENELSE: '2',
          PSENELK: '12',
          PNUMEAL: 'SUPP',
        },
        { URN: '900002', NOR: '301', PNUMFSM: '10', PNUMFSMEVER: '11', PSENELSE: '3', PSENELK: '13', PNUMEAL: '4' },
      ],
    );
    const similar = csv(
      [
        'URN',
        'PPPerc',
        'PercentEAL',
        'PercentSchSupport',
        'PercentageStatementOrEHP',
        'IdaciPupils',
        'Polar4QuintilePupils',
        'PStability',
        'NumberOfPupils',
      ],
      [
        {
          URN: '900001',
          PPPerc: '26.4',
          PercentEAL: '7.5',
          PercentSchSupport: 'NA',
          PercentageStatementOrEHP: '2.1',
          IdaciPupils: '0.21',
          Polar4QuintilePupils: '3.2',
          PStability: '88',
          NumberOfPupils: '199',
        },
      ],
    );
    await importFile(database.db, {
      ...request,
      ...contentOf(similar, 'similar_schools_context.csv'),
      academicYear: '202324',
    });
    await importFile(database.db, { ...request, ...contentOf(census, 'england_census_202324.csv') });
    const current = await database
      .db('current_school_context')
      .orderBy('urn')
      .select(
        'urn',
        'roll',
        'free_meals_percent',
        'free_meals_ever_six_percent',
        'special_needs_support_percent',
        'idaci',
      );
    expect(current).toEqual([
      {
        urn: '900001',
        roll: '199',
        free_meals_percent: '20.5',
        free_meals_ever_six_percent: '26.4',
        special_needs_support_percent: '12',
        idaci: '0.21',
      },
      {
        urn: '900002',
        roll: '301',
        free_meals_percent: '10',
        free_meals_ever_six_percent: '11',
        special_needs_support_percent: '13',
        idaci: null,
      },
    ]);
  });

  describe('from a folder', () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'abie-folder-'));
    });
    afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    it('follows the order that later files need, and continues after a refused file', async () => {
      await writeFile(join(folder, 'monthly_return_2024-10.csv'), monthlyFile([monthlyRow('900001')]));
      await writeFile(join(folder, 'edubasealldata20241101.csv.gz'), gzipSync(registerFile([registerRow('900001')])));
      await writeFile(join(folder, '1a_absence_3term_school.csv'), absenceFile([absenceRow('wrong')]));
      await writeFile(join(folder, 'minutes.csv'), 'date,text\n2024-10-01,nothing\n');
      const passedOver: string[] = [];
      const steps: string[] = [];
      const files = await importFolder(database.db, folder, {
        ...request,
        onSkipped: ({ fileName }) => passedOver.push(fileName),
        onProgress: ({ fileName, position, total, outcome }) =>
          steps.push(`${position}/${total} ${fileName} ${outcome?.outcome ?? 'begins'}`),
      });
      expect(files.map(({ fileName, outcome }) => [fileName, outcome.outcome])).toEqual([
        ['edubasealldata20241101.csv.gz', 'imported'],
        ['1a_absence_3term_school.csv', 'refused'],
        ['monthly_return_2024-10.csv', 'imported'],
      ]);
      expect(passedOver).toEqual(['minutes.csv']);
      expect(steps.slice(0, 3)).toEqual([
        '1/3 edubasealldata20241101.csv.gz begins',
        '1/3 edubasealldata20241101.csv.gz imported',
        '2/3 1a_absence_3term_school.csv begins',
      ]);
    });
  });
});
