import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { searchAttributeTypes } from '../../../contracts/search-attributes.js';
import { ensureNamespace } from '../../../engine/temporal-namespace.js';
import { measureRecords } from '../../../evidence/measure/records/measure.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

const kills = 6;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.dispose());

test('when workers are killed, the audit log holds exactly what the histories hold', { timeout: 600_000 }, async () => {
  const address = inject('temporalAddress');
  const namespace = `test-${randomUUID()}`;
  await ensureNamespace(
    { address, namespace, searchAttributes: searchAttributeTypes, retentionDays: 7, mayChange: true },
    10_000,
  );
  const engine = { address, namespace, databaseUrl: database.url };
  const measured = await measureRecords(engine, { kills, seed: 1, atOnce: 6, say: () => undefined });
  expect(measured).toMatchObject({ kills, phantom: 0, missing: 0, unsettled: 0 });
  expect(measured.rows).toBe(measured.decisions);
  expect(measured.decisions).toBeGreaterThan(20);
  expect(measured.queries).toBeGreaterThan(20);
});
