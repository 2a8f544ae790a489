import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../importers/import-folder.js';
import { type TestDatabase, testDatabase } from '../../support/database.js';
import { testEngland, type TestEngland } from './support/england.js';

describe('importing an invented England', () => {
  let database: TestDatabase;
  let england: TestEngland;
  beforeAll(async () => {
    [database, england] = await Promise.all([testDatabase(), testEngland(600, 1)]);
  });
  afterAll(async () => {
    england.remove();
    await database.dispose();
  });

  it('takes every file in full, as for the department’s own', async () => {
    const files = await importFolder(database.db, england.folder, {
      importedBy: 'test',
      importedAt: new Date('2024-10-01T08:00:00Z'),
    });
    expect(files.filter(({ outcome }) => outcome.outcome !== 'imported')).toEqual([]);
    const taken = new Map(
      files.map(({ fileName, outcome }) => [
        fileName,
        outcome.outcome === 'imported' ? outcome.rows + outcome.leftOut : 0,
      ]),
    );
    expect(taken).toEqual(new Map(england.files.map(({ name, rows }) => [name, rows])));
  });

  it('reads special, grammar and closed schools as such', async () => {
    const count = async (column: string, value: string): Promise<number> => {
      const rows = await database.db('current_establishment').where(column, value).select('urn');
      return rows.length;
    };
    expect(await count('phase', 'special')).toBeGreaterThan(10);
    expect(await count('phase', 'other')).toBeGreaterThan(20);
    expect(await count('phase', 'primary')).toBeGreaterThan(380);
    expect(await count('admissions_policy', 'selective')).toBeGreaterThan(0);
    expect(await count('status', 'closed')).toBeGreaterThan(20);
  });
});
