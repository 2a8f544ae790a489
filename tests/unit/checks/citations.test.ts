import { describe, expect, test } from 'vitest';
import { anchorsOf, brokenCitations } from '../../checks/citations.js';
import { repositoryPaths, repositoryTexts } from '../../checks/repository.js';

const page = 'docs/page.md';
const code = 'domain/rule.ts';
const record = 'docs/adr/0007-a-choice.md';

/** Problems of one line added to a small repository whose other citations are sound. */
function problems(path: string, line: string): readonly string[] {
  const texts = new Map([
    [page, '# Page\n\n## A rule\n'],
    [code, '/** Source: docs/page.md#a-rule; ADR 0007. */\n'],
    [record, '# 0007: A choice\n\n[Page](../page.md#a-rule), `rule.ts`, `domain/rule.ts`\n'],
  ]);
  texts.set(path, `${texts.get(path) ?? ''}${line}\n`);
  return brokenCitations([page, code, record], texts).map((found) => `${found.path}:${found.line} ${found.problem}`);
}

describe('a planted dead citation is found at its line', () => {
  test.each([
    ['a page in a comment', code, '// docs/gone.md', `${code}:2 no file docs/gone.md`],
    ['a heading in a comment', code, '// docs/page.md#other', `${code}:2 no heading #other in ${page}`],
    ['a path to code in a comment', code, '// domain/gone.ts', `${code}:2 no file domain/gone.ts`],
    ['a decision record', code, '// ADR 0099', `${code}:2 no decision record: ADR 0099`],
    [
      'a book that is not in the repository',
      code,
      '// the dossier, 9',
      `${code}:2 "dossier" is not in the repository: cite a page of docs/`,
    ],
    ['a link of a page', page, '[x](gone.md)', `${page}:4 no file docs/gone.md`],
    ['a heading of the same page', page, '[x](#other)', `${page}:4 no heading #other in ${page}`],
    ['a heading of another page', record, '[x](../page.md#other)', `${record}:4 no heading #other in ${page}`],
    ['a file name in a code span', page, '`gone.ts`', `${page}:4 no file called gone.ts`],
    ['a picture', page, '![x](gone.png)', `${page}:4 no file docs/gone.png`],
  ])('%s', (_, path, line, problem) => {
    expect(problems(path, line)).toEqual([problem]);
  });
});

test('the citation check accepts sound citations, patterns and web addresses', () => {
  expect(
    problems(page, '[x](https://example.org/gone.md) `domain/**/*.ts` [y](adr/0007-a-choice.md) `npm test`'),
  ).toEqual([]);
  expect(problems(code, `import { x } from '../domain/gone.js'; // docs/adr/0007, docs/`)).toEqual([]);
});

test('headings become anchors as on GitHub, with numbers for repeated ones', () => {
  const anchors = anchorsOf('# By chance: `npm run x`\n\n## Rates, and *sums*\n\n## Rates, and *sums*\n');
  expect([...anchors]).toEqual(['by-chance-npm-run-x', 'rates-and-sums', 'rates-and-sums-1']);
});

test('every citation in this repository points to something that exists', () => {
  expect(brokenCitations(repositoryPaths(), repositoryTexts())).toEqual([]);
});
