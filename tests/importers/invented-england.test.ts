import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../importers/import-folder.js';
import { generateEngland } from '../../demo/england/england.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { request } from './support/invented-files.js';

describe('an invented England', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'abie-england-'));
  });
  afterAll(async () => {
    await database.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('is imported in full through the same importers as published files', async () => {
    await generateEngland({ schools: 120, seed: 7, folder });
    const passedOver: string[] = [];
    const files = await importFolder(database.db, folder, {
      ...request,
      onSkipped: ({ fileName }) => passedOver.push(fileName),
    });
    expect(
      files.map(({ fileName, outcome }) =>
        outcome.outcome === 'refused' ? [fileName, outcome.errors.slice(0, 3)] : outcome.outcome,
      ),
    ).toEqual(files.map(() => 'imported'));
    expect(passedOver).toEqual(['README.txt']);
    expect(new Set(files.map(({ outcome }) => outcome.kind))).toEqual(
      new Set([
        'register',
        'links',
        'school-absence',
        'area-absence',
        'census',
        'context',
        'hubs',
        'attendance-to-date',
      ]),
    );
    expect(await database.db('current_establishment').where('urn', '<', '900000').pluck('urn')).toEqual([]);
  });
});
