import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpack, type Unpacked } from '../../importers/source/archive.js';
import { zipOf } from './support/zip.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abie-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const csv = (name: string, text = 'urn,name\n900001,Invented\n') => ({ name, content: Buffer.from(text) });
const limits = { entries: 5, totalBytes: 3 * 1024 ** 2, ratio: 250 };

let made = 0;
async function unpacked(members: Parameters<typeof zipOf>[0]): Promise<Unpacked> {
  const path = join(folder, `${(made += 1)}.zip`);
  await writeFile(path, zipOf(members));
  return unpack(path, limits);
}

describe('a ZIP archive', () => {
  test('gives its CSV files, byte for byte, from any of its folders', async () => {
    const { files, dispose } = await unpacked([csv('a.csv'), csv('data/b.csv', 'x\n1\n')]);
    expect(files.map(({ name }) => name)).toEqual(['a.csv', 'data/b.csv']);
    expect(await readFile(files[1]?.path ?? '', 'utf8')).toBe('x\n1\n');
    await dispose();
    await expect(readFile(files[0]?.path ?? '')).rejects.toThrow();
  });

  test('names what it leaves out, and why', async () => {
    const { skipped, dispose } = await unpacked([csv('more.zip'), csv('table.xlsx'), csv('read me.txt'), csv('a.csv')]);
    expect(skipped).toEqual([
      { name: 'more.zip', reason: 'it is an archive inside an archive; unpack it first' },
      { name: 'table.xlsx', reason: expect.stringContaining('it is a workbook') as string },
      { name: 'read me.txt', reason: 'it is not a CSV file' },
    ]);
    await dispose();
  });

  test.each([
    ['of more files than the limit', ['1', '2', '3', '4', '5', '6'].map((name) => csv(`${name}.csv`)), /more than 5/],
    ['that would unpack to far more than its size', [csv('a.csv', 'a'.repeat(2 * 1024 ** 2))], /more than 250 times/],
    [
      'that would unpack to more than the limit in all',
      ['1', '2', '3', '4'].map((name) => csv(`${name}.csv`, 'a'.repeat(1024 ** 2))),
      /Unpack the files you need/,
    ],
    ['with a name that leads out of it', [csv('../../a.csv')], /lead out of it/],
    ['with a name from the root', [csv('/etc/a.csv')], /lead out of it/],
    ['that is a workbook under another name', [csv('xl/workbook.xml'), csv('a.csv')], /is a workbook/],
  ])('%s is refused as a whole', async (_what, members, sentence) => {
    await expect(unpacked(members)).rejects.toThrow(sentence);
  });

  test('whose list of files lies about their size is refused', async () => {
    const bytes = zipOf([csv('a.csv', 'a'.repeat(5000))]);
    const list = bytes.indexOf(Buffer.from('PK\u0001\u0002'));
    bytes.writeUInt32LE(10, list + 24);
    const path = join(folder, 'lies.zip');
    await writeFile(path, bytes);
    await expect(unpack(path, limits)).rejects.toThrow(/damaged/);
  });
});
