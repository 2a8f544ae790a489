import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, readRecords } from '../../../importers/source/records.js';

async function recordsOf(text: string): Promise<CsvRecord[]> {
  async function* lines(): AsyncGenerator<string> {
    for (const line of text.split('\n')) yield await Promise.resolve(line);
  }
  const records: CsvRecord[] = [];
  for await (const record of readRecords(lines())) records.push(record);
  return records;
}

describe('the records of a CSV file', () => {
  it('have the physical line that they begin on, with blank lines counted', async () => {
    expect(await recordsOf('a,b\n\n1,2\n,\n3,4')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1', '2'] },
      { line: 5, cells: ['3', '4'] },
    ]);
  });

  it('may have quoted cells with commas, quotation marks and line breaks', async () => {
    expect(await recordsOf('a,b,c\n"x, y","say ""hi""",z\n1,"two\nlines",3\n4,5,6')).toEqual([
      { line: 1, cells: ['a', 'b', 'c'] },
      { line: 2, cells: ['x, y', 'say "hi"', 'z'] },
      { line: 3, cells: ['1', 'two\nlines', '3'] },
      { line: 5, cells: ['4', '5', '6'] },
    ]);
  });

  it('lose only one line to a quotation mark that is never closed', async () => {
    expect(await recordsOf('a,b,c\n1,"two,3\n4,5,6\n7,8,9')).toMatchObject([
      { line: 1 },
      { line: 2, column: 1, problem: expect.stringMatching(/never closed/) as string },
      { line: 3, cells: ['4', '5', '6'] },
      { line: 4, cells: ['7', '8', '9'] },
    ]);
  });

  it('between two unclosed quotation marks are kept', async () => {
    expect(await recordsOf('a,b,c\n1,"two,3\n4,5,6\n7,eight",9\n10,11,12')).toMatchObject([
      { line: 1 },
      { line: 2, column: 1 },
      { line: 3, cells: ['4', '5', '6'] },
      { line: 4, column: 1, problem: expect.stringMatching(/middle of a cell/) as string },
      { line: 5, cells: ['10', '11', '12'] },
    ]);
  });

  it('of any table written by a CSV writer are read back cell by cell', async () => {
    const cell = fc.stringMatching(/^[ -~é’]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), cell, cell), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const read = await recordsOf(stringify(rows));
          expect(read.map((record) => ('cells' in record ? record.cells : record))).toEqual(rows);
        },
      ),
    );
  });
});
