import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../../importers/import-file.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { contentOf, registerFile, registerRow, request } from './support/invented-files.js';

describe('the bytes of a file', () => {
  let database: TestDatabase;
  const name = 'St Osyth’s Élan School – Nôrth';

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });

  const text = (urn: string): string => registerFile([registerRow(urn, { EstablishmentName: name })]);

  it.each<[string, string, (urn: string) => Uint8Array]>([
    ['UTF-8', '900011', (urn) => Buffer.from(text(urn))],
    ['UTF-8 with a byte order mark', '900012', (urn) => Buffer.from(`\ufeff${text(urn)}`)],
    ['Windows-1252, as the register is published', '900013', (urn) => iconv.encode(text(urn), 'windows-1252')],
    ['compressed Windows-1252', '900014', (urn) => gzipSync(iconv.encode(text(urn), 'windows-1252'))],
    ['Windows line ends', '900015', (urn) => Buffer.from(`${text(urn).replaceAll('\n', '\r\n')}\r\n`)],
  ])('give the same name in %s', async (_title, urn, bytesOf) => {
    expect(
      await importFile(database.db, { ...request, ...contentOf(bytesOf(urn), 'edubasealldata20241101.csv') }),
    ).toMatchObject({ outcome: 'imported', rows: 1 });
    expect(await database.db('current_establishment').where({ urn }).pluck('name')).toEqual([name]);
  });

  it('are recognised by one Windows-1252 byte far from the start', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) =>
      registerRow(String(910_000 + index), index === 2999 ? { EstablishmentName: name } : {}),
    );
    await importFile(database.db, {
      ...request,
      ...contentOf(iconv.encode(registerFile(rows), 'windows-1252'), 'edubasealldata20241102.csv'),
    });
    expect(await database.db('current_establishment').where({ urn: '912999' }).pluck('name')).toEqual([name]);
  });

  it('are stored as they are with tabs, backslashes and quotation marks', async () => {
    const odd = 'A\\N "Free"\tSchool';
    await importFile(database.db, {
      ...request,
      ...contentOf(registerFile([registerRow('900020', { EstablishmentName: odd })]), 'edubasealldata20241103.csv'),
    });
    expect(await database.db('current_establishment').where({ urn: '900020' }).pluck('name')).toEqual([odd]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', Buffer.alloc(0), /empty/],
    ['a workbook', Buffer.from('PK\u0003\u0004 sheet'), /spreadsheet or a zip archive/],
    ['UTF-16', Buffer.from('\ufeffURN,LinkURN\n', 'utf16le'), /UTF-16/],
    ['a compressed file cut short', gzipSync('URN,LinkURN\n'.repeat(1000)).subarray(0, 40), /damaged or cut short/],
    ['blank lines only', Buffer.from('\n\n,,\n'), /no rows/],
  ])('are refused with what to do when they are %s', async (_title, bytes, problem) => {
    const outcome = await importFile(database.db, { ...request, ...contentOf(bytes, 'links_edubasealldata.csv') });
    expect(outcome).toMatchObject({ outcome: 'refused', errorCount: 1, errors: [{ line: 1, column: 'whole file' }] });
    expect(outcome.outcome === 'refused' && outcome.errors[0]?.problem).toMatch(problem);
  });
});
