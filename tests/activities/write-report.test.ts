import { type NamingAnswer } from '../../domain/naming/consent.js';
import { type Knex } from 'knex';
import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { writeReport } from '../../activities/drafting/write-report.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { type NarrativeWriter } from '../../activities/narrative/narrative-writer.js';
import { withNames } from '../../domain/naming/examples.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seedModelRecord } from '../../evidence/stack/model-record.js';
import { examplesOf } from '../support/named.js';
import { exampleFacts } from '../unit/domain/narrative/example.js';

const year = '202425';
const facts = exampleFacts();
const schools = examplesOf(facts);
const [example = schools[0]] = schools;
const urn = example?.urn ?? '';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await seedModelRecord(db, { id: facts.modelVersion });
  await db('naming_place').insert({ academic_year: year, example_urn: urn, report_urn: facts.urn });
  await db('naming').insert({
    academic_year: year,
    urn,
    version: 1,
    policy_version: 'naming-1',
    asked_at: new Date(),
    answer_by: new Date(),
  });
});
afterAll(() => database.dispose());
beforeEach(() => answer(database.db, null));

const answer = (db: Knex, given: NamingAnswer | null): Promise<number> =>
  db('naming')
    .where({ academic_year: year, urn })
    .update({ answer: given })
    .then((changed) => changed);

let versions = 0;

async function written(
  narrative: NarrativeWriter,
): Promise<{ readonly facts: ReportFacts; readonly narrative: string }> {
  const { db } = database;
  const key = { academic_year: year, urn: facts.urn, report_version: (versions += 1) };
  await writeReport(
    { db, narrative },
    {
      academicYear: year,
      urn: facts.urn,
      reportVersion: versions,
      examples: schools.map((school) => school.urn),
      factsWith: (namingOf) => ({ ...facts, similar: withNames({ kind: 'found', schools }, namingOf) }),
      reason: 'first draft',
    },
  );
  return db('report').where(key).first<{ facts: ReportFacts; narrative: string }>('facts', 'narrative');
}

/** A writer that is slow enough for an answer to come while it writes for the first time. */
function interrupted(given: NamingAnswer): { readonly writer: NarrativeWriter; readonly asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    writer: {
      write: async (input) => {
        asked += 1;
        if (asked === 1) await answer(database.db, given);
        return plainWriter.write(input);
      },
    },
  };
}

test('a school that declines while the text is being written is in neither the text nor the facts', async () => {
  await answer(database.db, 'agreed');
  const { writer, asked } = interrupted('declined');
  const report = await written(writer);
  expect(asked()).toBe(2);
  expect(JSON.stringify(report)).not.toContain(urn);
  expect(report.narrative).not.toContain(example?.name);
});

test('a school that agrees while the text is being written is named, and an unchanged answer needs one writing only', async () => {
  const { writer, asked } = interrupted('agreed');
  expect(JSON.stringify(await written(writer))).toContain(urn);
  expect(asked()).toBe(2);
  const again = interrupted('agreed');
  expect((await written(again.writer)).narrative).toContain(example?.name);
  expect(again.asked()).toBe(1);
});

test('a school that agreed but has no place in this report is not named, and the report says why', async () => {
  await answer(database.db, 'agreed');
  await database.db('naming_place').where({ example_urn: urn }).delete();
  const report = await written(plainWriter);
  expect(JSON.stringify(report)).not.toContain(urn);
  expect(report.facts.similar).toMatchObject({ schools: [{ unnamed: 'in-enough-reports' }, {}, {}] });
});
