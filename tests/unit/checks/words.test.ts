import { describe, expect, test } from 'vitest';
import { unusedWords } from '../../checks/word-table.js';
import { countByFolder, unusedWordsIn } from '../../checks/words.js';

const found = (text: string, path = 'docs/page.md'): readonly string[] =>
  unusedWordsIn(new Map([[path, text]])).map(({ line, problem }) => `${line} ${problem}`);
const quoted = (text: string, path?: string): readonly string[] =>
  found(text, path).map((finding) => /"(.*)"/.exec(finding)?.[1] ?? '');

describe('the word check finds a word that is not used, with what to write', () => {
  test.each(unusedWords.flatMap(({ words, write }) => words.map((word) => [word, write])))('%s', (word, write) => {
    expect(found(`First line.\nA school ${word} thing.`)).toEqual([`2 "${word}": write ${write}`]);
  });

  test.each([
    ['with a capital', 'Told again.', ['Told']],
    ['in a comment over two lines', '/**\n * which is\n * no figure\n */', ['is no']],
    ['in a string', "const a = 'it stands there';", ['stands']],
    ['in a test title', "test('is reckoned from the plan', () => {});", ['reckoned']],
    ['in a name of two words', 'const placeSought = seekPlace();', ['placeSought', 'seekPlace']],
    ['in the name of a column', 'select sought_at', ['sought_at']],
    ['twice on a line', 'told and told', ['told', 'told']],
  ])('%s', (_, text, words) => {
    expect(quoted(text, 'domain/rule.ts')).toEqual(words);
  });
});

describe('the word check accepts plain English', () => {
  test.each([
    'There is no school here, and where there was no report, nothing.',
    'It is no longer open, and is no more than 5 miles away; it was no better last year.',
    'A stand-alone academy; a stand-in for the engine stands-alone.',
    'Understand the standard, recommend amendments, a stranger.',
    'The standing of a school; a withstanding wall; Seekers.',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('in names of stand-ins', () => {
    expect(found('const standInRequest = 1;', 'tests/x.ts')).toEqual([]);
  });
});

test('findings are counted by folder, with prose separate from names', () => {
  const findings = unusedWordsIn(
    new Map([
      ['domain/a.ts', '// told\nconst told = 1;'],
      ['domain/b.ts', 'seekPlace();'],
      ['README.md', 'whoever'],
    ]),
  );
  expect(countByFolder(findings)).toEqual([
    { folder: '.', prose: 1, names: 0 },
    { folder: 'domain', prose: 1, names: 2 },
  ]);
});
