import { expect, it } from 'vitest';
import { type CellColumn, WordColumn } from '../../../../evidence/backtest/cells.js';
import { eachRow } from '../../../../evidence/backtest/delimited.js';

const second: CellColumn = { file: 'words.csv', name: 'word', index: 1 };

/** The words of the second column by their numbers, and the column that knows them. */
function read(lines: readonly string[]): { readonly codes: readonly number[]; readonly column: WordColumn } {
  const column = new WordColumn();
  const codes: number[] = [];
  eachRow({ name: 'words.csv', bytes: Buffer.from(lines.join('\n')), sha256: '' }, (row) => {
    codes.push(column.codeIn(row, second));
  });
  return { codes, column };
}

it('a word has the same number at every row, and a word with the same beginning another', () => {
  const { codes, column } = read(['1,north', '2,south', '3,north', '4,northern', '5,south', '6,', '7,north', '8,']);
  expect(codes).toEqual([1, 2, 1, 3, 2, 0, 1, 0]);
  expect(column.words).toEqual(['', 'north', 'south', 'northern']);
});

it('words that are written differently with the same meaning have one number', () => {
  const { codes, column } = read(['1,north', '2," north "', '3,north ', '4,"say ""so"""', '5,"say ""so"""']);
  expect(codes).toEqual([1, 1, 1, 2, 2]);
  expect(column.word(2)).toBe('say "so"');
});

it('a word keeps its letters after the file has been released', () => {
  const bytes = Buffer.from('1,north\n2,south');
  const column = new WordColumn();
  const codes: number[] = [];
  eachRow({ name: 'words.csv', bytes, sha256: '' }, (row) => codes.push(column.codeIn(row, second)));
  bytes.write('1,south');
  eachRow({ name: 'words.csv', bytes, sha256: '' }, (row) => codes.push(column.codeIn(row, second)));
  expect(codes).toEqual([1, 2, 2, 2]);
});

it('a column that the file lacks is empty', () => {
  const column = new WordColumn();
  eachRow({ name: 'words.csv', bytes: Buffer.from('1,north'), sha256: '' }, (row) => {
    expect(column.codeIn(row, { ...second, index: -1 })).toBe(0);
  });
});
