import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTouched } from '../../activities/recall/find-touched.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { type RecallInput } from '../../domain/recall/messages.js';
import { withNames } from '../../domain/naming/examples.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { seedReportOf, seedSchoolYear } from '../api/support/rows.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { examplesOf } from '../support/named.js';
import { exampleFacts } from '../unit/domain/narrative/example.js';

const exampleBatch = 77;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.dispose());

test('a recall by batch finds a report that uses an example from that batch, even where the report does not name the school', async () => {
  const { db } = database;
  const facts = exampleFacts();
  const schools = examplesOf(facts).map((school, index) =>
    index === 0 ? { ...school, source: { batchId: exampleBatch, line: 9, asOf: '202324' } } : school,
  );
  for (const [urn, isShown] of [
    ['900001', true],
    ['900002', false],
  ] as const) {
    const similar = { kind: 'found', schools: isShown ? schools : schools.slice(1) } as const;
    await seedSchoolYear(db, { urn, report_version: 1 });
    const report = { ...facts, urn, similar: withNames(similar, () => 'not-agreed') };
    expect(JSON.stringify(report)).not.toContain(`"batchId":${exampleBatch}`);
    await seedReportOf(db, report, 1);
    await db('model_version')
      .insert({ version: 'model-1', academic_year: '202425', model: '{}', batches: '[]', fitted_at: new Date() })
      .onConflict('version')
      .ignore();
    const key = { academic_year: '202425', urn, model_version: 'model-1', is_to_start: true };
    await db('draft_input').insert({ ...key, input: JSON.stringify({ urn, similar }) });
  }
  const input: RecallInput = {
    recallId: 'r-1',
    academicYear: academicYear('202425'),
    purpose: 'redraft',
    scope: { kind: 'batch', batchId: exampleBatch },
    reason: 'A wrong file.',
    proposedBy: { id: 'ana', role: 'analyst' },
    schoolsPerSecond: 100,
  };
  const dependencies = { db, client: {} as never, narrative: plainWriter, buildId: 'test' };
  expect(await findTouched(dependencies)(input)).toBe(1);
  expect(await db('recall_school').pluck('urn')).toEqual(['900001']);
});
