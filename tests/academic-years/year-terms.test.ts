import { type Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftExpectation } from '../../activities/drafting/draft-expectation.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { preparePlaces } from '../../activities/naming/places.js';
import { yearTerms } from '../../academic-years/year-terms.js';
import { defaultNamingPolicy } from '../../domain/naming/policy.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { dateInWords } from '../../domain/shared/dates.js';
import { dateAt } from '../../domain/shared/school-calendar.js';
import { afterSchoolTime } from '../../domain/shared/school-time.js';
import { type Urn } from '../../domain/shared/urn.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { someUrn } from '../support/year.js';

const terms = yearTerms('202425', { startsAtMilliseconds: Date.now() - 3_600_000, dayMilliseconds: 3_600_000 });
const { academicYear, calendar } = terms;
const day = calendar.dayMilliseconds;

let database: TestDatabase;
let db: Knex;
beforeAll(async () => {
  database = await testDatabase();
  ({ db } = database);
  await prepareSchool(db, someUrn(801));
});
afterAll(() => database.dispose());

let drafts = 0;

/** Drafts the school again with an example, and returns the days to answer in its report and how the example is asked. */
async function draftedWithExample(
  example: Urn,
): Promise<{ steps: readonly string[]; answerBy: number; askedAt: number; notice: string }> {
  const schools = [{ urn: example, name: 'Example', attendancePercent: 95, alike: [], different: [] }];
  await db('draft_input').update({
    input: db.raw(`input || ?::jsonb`, [JSON.stringify({ similar: { kind: 'found', schools } })]),
  });
  await db('naming_place').insert({ academic_year: academicYear, example_urn: example, report_urn: someUrn(801) });
  const reportVersion = (drafts += 1);
  const draft = draftExpectation({ db, narrative: plainWriter });
  await draft({ academicYear, urn: someUrn(801), reportVersion, corrections: [] });
  const { facts } = await db('report').where({ report_version: reportVersion }).first<{ facts: ReportFacts }>('facts');
  const asked = await db('naming').where({ urn: example }).first<{ answer_by: Date; asked_at: Date }>();
  const notice = await db('notice').where({ recipient: 'school' }).orderBy('id', 'desc').first<{ about: string }>();
  return {
    steps: facts.steps.map(({ when }) => when),
    answerBy: asked.answer_by.getTime(),
    askedAt: asked.asked_at.getTime(),
    notice: notice.about,
  };
}

test('a year keeps the number of school days that its campaign began with when the default changes', async () => {
  const decisionPolicy = { ...terms.decisionPolicy, schoolWindowDays: 5, schoolReminderDays: 1 };
  await db('year_terms').update({ terms: JSON.stringify({ ...terms, decisionPolicy }) });
  await db.transaction((trx) => preparePlaces(trx, [], { academicYear, calendar, policy: defaultNamingPolicy }));
  const { steps, answerBy, askedAt, notice } = await draftedWithExample(someUrn(803));
  expect(steps.slice(0, 2)).toEqual([
    'Within 5 school days of the day it was sent to you. Weekends and holidays do not count.',
    'After 1 school day.',
  ]);
  expect(answerBy).toBe(afterSchoolTime(calendar, askedAt, 15 * day));
  expect(notice).toContain(`by ${dateInWords(dateAt(calendar, answerBy - 1))} (15 school days)`);
});
