import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignFacts, readCampaignFacts } from '../../../database/facts/campaign-facts.js';
import { checkData } from '../../../activities/campaign/check-data.js';
import { type Dependencies } from '../../../activities/dependencies.js';
import { type CampaignFacts } from '../../../domain/drafting/campaign-facts.js';
import { type DataFile, type Folder, sheetOf, withFile } from '../../../evidence/faults/data/folder.js';
import { nationalFolder } from '../../../evidence/faults/data/national-folder.js';
import { recentFolder } from '../../../evidence/faults/data/recent-folder.js';
import { reader, sheetText, withCells } from '../../../evidence/faults/data/sheet.js';
import { sliceOf } from '../../../evidence/faults/data/slice.js';
import { factRows } from '../../../evidence/faults/path/fact-rows.js';
import { readFolder } from '../../../evidence/faults/path/read-files.js';
import { importFile } from '../../../importers/import-file.js';
import { randomStream } from '../../../demo/england/random.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';

const shared = sharedData();
const bytesOf = (file: DataFile): Buffer => ('bytes' in file ? file.bytes : Buffer.from(sheetText(file)));

const parts: readonly (readonly [Folder['name'], (data: string) => Folder])[] = [
  ['recent', recentFolder],
  ['national', (data) => sliceOf(nationalFolder(data), randomStream(3), 250)],
];

describe.skipIf(shared === undefined).each(parts)(
  `the fault campaign uses the product’s own path with the %s files${shared === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  (_, folderOf) => {
    let database: TestDatabase;
    let folder: Folder;
    const take = async (file: DataFile): Promise<void> => {
      const { outcome } = await importFile(database.db, {
        fileName: file.fileName,
        content: Readable.from([bytesOf(file)]),
        importedBy: 'test',
        importedAt: new Date('2026-09-01T08:00:00Z'),
      });
      expect(['imported', 'unchanged']).toContain(outcome);
    };
    const problems = async (): Promise<readonly string[]> => {
      const check = checkData({ db: database.db } as Dependencies);
      const found: string[] = [];
      await new MockActivityEnvironment().run(async () => {
        found.push(...(await check(folder.targetYear)).problems);
      });
      return found;
    };

    beforeAll(async () => {
      database = await testDatabase();
      folder = folderOf(shared ?? '');
      for (const file of folder.files.values()) await take(file);
      await database.db('hub').insert({
        hub_id: 'hub-1',
        name: 'Hub',
        lead_urn: '100000',
        region_code: 'A',
        phase: 'primary',
        opens_on: '2020-09-01',
        enhanced_places: 1,
        regional_places: 1,
        batch_id: 1,
        line: 2,
      });
    });
    afterAll(() => database.dispose());

    it('builds the same facts without a store as with the store', async () => {
      const read = await readFolder(folder);
      if (read.kind === 'refused') throw new Error(`${read.refusal.fileName} is refused.`);
      const without = campaignFacts(factRows(read.batches, folder.targetYear), folder.targetYear);
      const stored = await readCampaignFacts(database.db, folder.targetYear);
      const [one, other] = [parted(without), parted(stored)];
      expect(Object.keys(one)).toEqual(Object.keys(other));
      for (const [name, items] of Object.entries(one)) {
        const kept = new Set(other[name]);
        expect([name, items.length, items.filter((item) => !kept.has(item)).slice(0, 2)]).toEqual([
          name,
          other[name]?.length,
          [],
        ]);
      }
    });

    it('starts a campaign on sound files, and stops it when the year before is filed under last year’s date', async () => {
      expect(await problems()).toEqual([]);
      const own = sheetOf(folder, 'absence-last-year');
      const year = reader(own, 'time_period')(own.rows[0] ?? []);
      const older = withCells(sheetOf(folder, 'absence-year-before'), () => ({ time_period: year }));
      await take({ ...older, fileName: own.fileName });
      expect(await problems()).toContainEqual(
        expect.stringMatching(/exactly the figures of an earlier year.*Download the absence file/s),
      );
      const read = await readFolder(withFile(folder, 'absence-last-year', older));
      expect(read.kind).toBe('read');
    });
  },
);

/** Each kind of fact as a list of texts, because the order of rows is the store’s own. */
function parted({
  schools,
  links,
  absence,
  areas,
  context,
  contextSource,
  secondSources,
}: CampaignFacts): Readonly<Record<string, readonly string[]>> {
  const texts = (items: Iterable<object> = []): readonly string[] => [...items].map(textOf);
  return {
    schools: texts(schools),
    links: texts(links),
    absence: texts(absence),
    areas: texts(areas),
    context: texts(context),
    contextSource: [contextSource.name],
    schoolsBefore: texts(secondSources?.schoolsBefore),
    replacedAbsence: texts(secondSources?.replacedAbsence),
    returns: texts(secondSources?.returns),
    yearToDate: texts(secondSources?.yearToDate),
    contextBefore: texts(secondSources?.contextBefore),
  };
}

const textOf = (item: unknown): string =>
  JSON.stringify(item, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
