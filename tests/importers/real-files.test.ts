import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileKind } from '../../importers/file-kind.js';
import { importFile } from '../../importers/import-file.js';
import { importFolder } from '../../importers/import-folder.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { sharedData, sharedDataIsMissing } from '../support/shared-data.js';

const folder = sharedData();

if (folder === undefined) console.warn(`Importer tests on real files do not run: ${sharedDataIsMissing}.`);

describe.skipIf(folder === undefined)('real published files', () => {
  let database: TestDatabase;
  const request = { importedBy: 'test', importedAt: new Date('2024-10-01T08:00:00Z') };
  const at = (...names: string[]): { path: string } => ({ path: join(folder ?? '', ...names) });

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });

  it('from the sample folder are all imported in full, in the order that later files need', async () => {
    const seen: string[] = [];
    const files = await importFolder(database.db, join(folder ?? '', 'sample'), {
      ...request,
      onProgress: ({ fileName, outcome: result }) => {
        if (result !== undefined) seen.push(fileName);
      },
    });
    expect(
      files.map(({ outcome: result }) => [result.kind, result.outcome === 'imported' ? result.rows : result]),
    ).toEqual([
      ['register', 1924],
      ['links', 1728],
      ['area-absence', 895],
      ['school-absence', 5627],
      ['context', 1400],
    ]);
    expect(seen).toEqual(files.map(({ fileName }) => fileName));
    expect(files.find(({ outcome: result }) => result.kind === 'context')?.assumedAcademicYear).toBe('202324');
  });

  it.each<[string, FileKind, number, number]>([
    ['absence_school_201314.csv.gz', 'school-absence', 21_151, 0],
    ['absence_school_201718.csv.gz', 'school-absence', 21_262, 0],
    ['absence_nat_reg_la_200607_201718.csv.gz', 'area-absence', 7753, 0],
    ['attendance_la_ytd_snapshots_202223_202425.csv.gz', 'attendance-to-date', 35_428, 485],
    ['census_2015.csv.gz', 'census', 19_634, 1],
    ['census_2016.csv.gz', 'census', 24_288, 2],
    ['census_2017.csv.gz', 'census', 23_508, 2],
    ['census_2018.csv.gz', 'census', 23_553, 3],
    ['census_2019.csv.gz', 'census', 23_939, 3],
    ['census_2021.csv.gz', 'census', 24_413, 3],
    ['census_2022.csv.gz', 'census', 24_445, 3],
    ['urn_links.csv.gz', 'links', 35_239, 0],
  ])('%s is recognised and imported in full', async (name, kind, rows, leftOut) => {
    expect(await importFile(database.db, { ...request, ...at(name) })).toMatchObject({
      outcome: 'imported',
      kind,
      rows,
      leftOut,
    });
  });
});
