import { type Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMonths } from '../../database/monthly-returns/months.js';
import { readHubAreas } from '../../activities/learning/hub-areas.js';
import { readClosedSchools } from '../../database/learning/closed-schools.js';
import { learnedSchool } from '../../activities/learning/learned-schools.js';
import { yearTerms } from '../../academic-years/year-terms.js';
import { judgeMonths } from '../../domain/monitoring/judgement.js';
import { type LearnedSchool } from '../../domain/learning/learned-school.js';
import { type MonthFigures } from '../../domain/monitoring/month-figures.js';
import { type DateWindow } from '../../domain/shared/dates.js';
import { seedBatch } from '../api/support/rows.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { seedMonths } from '../support/month-rows.js';
import { monthOf, someUrn } from '../support/year.js';

const terms = yearTerms('202425');
const { calendar } = terms;
const floor = 94;
const flood: DateWindow = { from: '2024-11-04', to: '2024-11-15' };

let database: TestDatabase;
let db: Knex;

beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  const batchId = await seedBatch(db, 'monthly-return');
  for (const [number, daysSetAside] of [[901, []] as const, [902, [flood]] as const]) {
    await prepareSchool(db, someUrn(number));
    await seedClosed(number, daysSetAside);
    await seedMonths(db, batchId, someUrn(number), months);
  }
});
afterAll(() => database.dispose());

/** An ordinary year, but for a November of twice the absence. */
const months = calendar.months.map((_, position) => monthOf(calendar, position, position === 2 ? 12 : 6));

const seedClosed = (number: number, daysSetAside: readonly DateWindow[]): Promise<unknown> =>
  db('school_year_view').insert({
    academic_year: '202425',
    urn: someUrn(number),
    version: 1,
    stage: 'closed',
    status: 'on-track',
    outcome: 'met',
    floor_attendance_percent: floor,
    days_set_aside: JSON.stringify(daysSetAside),
    updated_at: new Date(),
  });

async function learned(number: number): Promise<LearnedSchool> {
  const closed = (await readClosedSchools(db, terms.academicYear)).find(({ urn }) => urn === someUrn(number));
  if (!closed) throw new Error('The school was not read.');
  const held = (await readMonths(db, terms.academicYear)).get(closed.urn) ?? [];
  const none = { primary: 0, secondary: 0, special: 0 };
  return learnedSchool(closed, held, {
    terms,
    nationalShift: none,
    shifts: { primary: {}, secondary: {}, special: {} },
  });
}

/** What the school-year itself came to, month by month. */
const judged = (figures: readonly MonthFigures[], exemptions: readonly DateWindow[]): LearnedSchool['checks'] =>
  judgeMonths({
    phase: 'primary',
    floorAttendancePercent: floor,
    months: figures,
    exemptions,
    acceptedGaps: [],
    calendar,
    season: terms.season,
    policy: terms.monitoringPolicy,
  }).checks.flatMap(({ month, probabilityYearEndsShort: probability }) =>
    probability === undefined ? [] : [{ month, probability }],
  );

test('learning from a year uses the months as they were judged when no days were set aside', async () => {
  expect((await learned(901)).checks).toEqual(judged(months, []));
});

test('learning from a year leaves out the days that a shock set aside', async () => {
  const { checks } = await learned(902);
  expect(checks).toEqual(judged(months, [flood]));
  expect(checks).not.toEqual(judged(months, []));
});

test('learning about hubs leaves out the days that a shock set aside and keeps every other month unchanged', async () => {
  const held = await readMonths(db, terms.academicYear);
  const closed = await readClosedSchools(db, terms.academicYear);
  const pathOf = async (number: number): Promise<readonly number[]> => {
    const own = closed.filter(({ urn }) => urn === someUrn(number));
    return (await readHubAreas(db, own, held, terms))[0]?.months ?? [];
  };
  const [whole, kept] = [await pathOf(901), await pathOf(902)];
  const november = 2;
  expect(kept).toHaveLength(whole.length);
  expect(kept[november]).toBeLessThan((whole[november] ?? 0) - 1);
  expect(kept.filter((_, month) => month !== november)).toEqual(whole.filter((_, month) => month !== november));
});
