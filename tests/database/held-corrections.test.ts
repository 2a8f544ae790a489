import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertReport } from '../../database/reports/reports.js';
import { readCampaignFacts } from '../../database/facts/campaign-facts.js';
import { type CampaignFacts } from '../../domain/drafting/campaign-facts.js';
import { makeDraft, type Draft } from '../../domain/drafting/draft.js';
import { prepareCampaign } from '../../domain/drafting/prepare-drafts.js';
import { type Correction } from '../../domain/school-year/state.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { seedModelRecord } from '../../evidence/stack/model-record.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import {
  absence,
  country,
  lastYear,
  ordinaryRows,
  register,
  targetYear,
  termsWith,
} from '../unit/domain/drafting/country.js';

const urn = '900001';
const nextYear = academicYear('202526');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await seedModelRecord(database.db, { id: 'model-202425', academicYear: '202425' });
});
afterAll(() => database.dispose());

const firstYear = country({
  schools: [register(urn)],
  absence: ordinaryRows(urn).map((row) => (row.academicYear === lastYear ? absence(urn, lastYear, 6) : row)),
});

/** The year after: a further year of every school, and the published figure of the corrected year as `published`. */
function secondYear(published: number, heldCorrections: CampaignFacts['heldCorrections']): CampaignFacts {
  const rows = firstYear.absence.map((row) =>
    row.urn === urn && row.academicYear === lastYear ? absence(urn, lastYear, published) : row,
  );
  const urns = [...new Set(rows.map((row) => row.urn))];
  return {
    ...firstYear,
    targetYear: nextYear,
    absence: [...rows, ...urns.map((one) => absence(one, targetYear, 5.5 + Number(one.slice(-2)) / 100))],
    areas: [
      ...firstYear.areas,
      ...firstYear.areas
        .filter((area) => area.academicYear === lastYear)
        .map((area) => ({ ...area, academicYear: targetYear })),
    ],
    ...(heldCorrections && { heldCorrections }),
  };
}

function draftOf(facts: CampaignFacts, corrections: readonly Correction[] = []): Draft {
  const { model, drafts } = prepareCampaign(facts);
  const prepared = drafts.find((draft) => draft.urn === urn);
  if (!prepared) throw new Error('There is no draft of the school.');
  return makeDraft(prepared, { ...termsWith(model, corrections), academicYear: facts.targetYear });
}

const write = ({ facts }: Draft, reportVersion: number): Promise<void> =>
  database.db.transaction((trx) =>
    insertReport(trx, {
      academicYear: facts.academicYear,
      urn,
      reportVersion,
      facts: { ...facts, modelVersion: 'model-202425' },
      narrative: 'text',
      writtenBy: 'test',
      narrativeRecord: {},
      reason: 'test',
    }),
  );

test('a correction upheld in the first year holds in the second until the publication agrees', async () => {
  await write(draftOf(firstYear), 1);
  await write(
    draftOf(firstYear, [{ figure: 'last-year-absence', value: 4.5, reason: 'The register was checked.' }]),
    2,
  );

  const { heldCorrections } = await readCampaignFacts(database.db, nextYear);
  expect(heldCorrections).toEqual([{ urn, academicYear: lastYear, absencePercent: 4.5 }]);
  expect((await readCampaignFacts(database.db, targetYear)).heldCorrections).toBeUndefined();

  const held = draftOf(secondYear(6, heldCorrections));
  const year = held.facts.years.find((one) => one.academicYear === lastYear);
  expect(year?.attendancePercent.value).toBeCloseTo(94, 2);
  expect(year?.correctedAttendancePercent).toBe(95.5);
  expect(held.facts.findings.map(({ gate }) => gate)).toContain('correction-held');
  const [corrected, published] = [held, draftOf(secondYear(6, undefined))].map(
    ({ facts }) => facts.expectation?.expectedAttendancePercent ?? NaN,
  );
  expect(corrected).toBeGreaterThan(published ?? NaN);

  const restated = draftOf(secondYear(4.5, heldCorrections));
  expect(restated.facts.findings.map(({ gate }) => gate)).not.toContain('correction-held');
});
