import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const pages = readdirSync('docs/adr').filter((name) => /^\d{4}-/.test(name));
const rows = [
  ...readFileSync('docs/adr/README.md', 'utf8').matchAll(/^\| \[(\d{4})\]\(([^)]+)\) \| \S.* \| \S.* \|$/gm),
];

test('the index of decision records has one row for each page, in the order of their numbers', () => {
  expect(rows.map(([, , page]) => page)).toEqual(pages.sort());
});

test('a decision record has the number of its file in the index and in its title', () => {
  for (const [, number = '', page = ''] of rows) {
    expect(page.slice(0, 4)).toBe(number);
    expect(readFileSync(`docs/adr/${page}`, 'utf8')).toMatch(new RegExp(`^# ${number}: `));
  }
});
