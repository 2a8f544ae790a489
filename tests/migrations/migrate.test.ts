import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, undoAllMigrations } from '../../migrations/run.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

describe('the migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });

  const tables = (): Promise<string[]> =>
    database
      .db('information_schema.tables')
      .where({ table_schema: 'public' })
      .whereNot('table_name', 'like', 'knex_%')
      .orderBy('table_name')
      .pluck<string[]>('table_name');

  it('run in order once, and a second run finds nothing to do', async () => {
    const ran = await migrate(database.db);
    expect(ran[0]).toBe('0001_facts');
    expect(ran).toEqual([...ran].sort());
    expect(await migrate(database.db)).toEqual([]);
    expect(await tables()).toEqual(
      expect.arrayContaining(['batch', 'current_establishment', 'current_monthly_return', 'school_absence']),
    );
  });

  it('can be undone without a trace and run again', async () => {
    await undoAllMigrations(database.db);
    expect(await tables()).toEqual([]);
    expect((await migrate(database.db)).length).toBeGreaterThan(0);
  });
});
