import { type Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSuggestedShocks } from '../../database/monthly-returns/suggested-shocks.js';
import { yearTerms } from '../../academic-years/year-terms.js';
import { seasonOf } from '../../domain/monitoring/season.js';
import { seedBatch, seedSchoolYear } from '../api/support/rows.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seedMonths } from '../support/month-rows.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { monthOf, someUrn } from '../support/year.js';

const terms = yearTerms('202425');
const { calendar, season } = terms;
const schools = [1, 2, 3, 4, 5, 6, 7].map(someUrn);
const january = 4;

let database: TestDatabase;
let db: Knex;

/** Seven schools of one authority, all four points above their season in January. */
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  const batchId = await seedBatch(db, 'monthly-return');
  const months = calendar.months
    .slice(0, 6)
    .map(({ month }, position) =>
      monthOf(
        calendar,
        position,
        5.5 * seasonOf(season.phases.primary, month).relative + (position === january ? 4 : 0),
      ),
    );
  for (const urn of schools) {
    await prepareSchool(db, urn);
    await seedSchoolYear(db, { urn, region_code: 'H' });
    await seedMonths(db, batchId, urn, months);
  }
});
afterAll(() => database.dispose());

const suggested = async (month?: string): Promise<readonly (readonly string[])[]> =>
  (await readSuggestedShocks(db, terms, { regionCode: 'H', ...(month !== undefined && { month }) })).map((each) =>
    each.schools.map(({ urn }) => urn),
  );

test('suggested shocks are for the newest month unless a month is given', async () => {
  expect(await suggested()).toEqual([]);
  expect(await suggested('2025-01')).toEqual([schools]);
});

test('suggested shocks ignore neighbours in another region and schools that are not monitored', async () => {
  expect(await readSuggestedShocks(db, terms, { regionCode: 'J', month: '2025-01' })).toEqual([]);
  const withSchool = { urn: schools[0], academic_year: '202425' };
  await db('school_year_view').where(withSchool).update({ stage: 'closed' });
  expect(await suggested('2025-01')).toEqual([schools.slice(1)]);
  await db('school_year_view').where(withSchool).update({ stage: 'monitoring' });
});

test('suggested shocks leave out a school that a recall has suspended', async () => {
  await db('suspension').insert({
    recall_id: 'wrong-file',
    academic_year: '202425',
    is_national: false,
    suspended_at: new Date(),
  });
  await db('recall_school').insert({
    recall_id: 'wrong-file',
    academic_year: '202425',
    urn: schools[0] ?? '',
    stage_before: 'monitoring',
  });
  expect(await suggested('2025-01')).toEqual([schools.slice(1)]);
  await db('suspension').update({ is_national: true });
  expect(await suggested('2025-01')).toEqual([]);
});
