import { type Finding, type Texts, lineAt } from './repository.js';
import { type UnusedWord, allowedPhrases, placesOfTheReport, unusedWords } from './word-table.js';

/** A space between words may be a line break within a comment. */
const gap = String.raw`(?:[ \t]+|[ \t]*\r?\n[ \t]*(?:\*|//|#|>)?[ \t]*)`;
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', gap);
const anyOf = (texts: readonly string[]): string => texts.map(escaped).join('|');

/** Words of prose: not a part of a longer name, which is looked at on its own. */
function inProse({ words, unlessBefore, unlessAfter }: UnusedWord): RegExp {
  const before = unlessBefore ? `(?<!\\b(?:${anyOf(unlessBefore)}))` : '';
  const after = unlessAfter ? `(?!${anyOf(unlessAfter)})` : '';
  return new RegExp(`${before}(?<![\\w$])(?:${anyOf(words)})(?![\\w$])${after}`, 'gi');
}

const prose = unusedWords.map((unused) => ({ write: unused.write, pattern: inProse(unused) }));

const singleWords = new Map(
  unusedWords.flatMap(({ words, write }) => words.filter((word) => !word.includes(' ')).map((word) => [word, write])),
);

const parts = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_$]+/)
    .map((part) => part.toLowerCase());

const sentence = (found: string, write: string): string =>
  `"${found.replaceAll(/\s+(?:\*|\/\/|#|>)?\s*/g, ' ')}": write ${write}`;

/** Where each allowed phrase begins and ends. */
const allowedSpans = (text: string): readonly (readonly [number, number])[] =>
  allowedPhrases.flatMap((phrase) =>
    [...text.toLowerCase().matchAll(new RegExp(escaped(phrase), 'g'))].map(
      (match) => [match.index, match.index + match[0].length] as const,
    ),
  );

const commentOrString = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** Whether a place in a file is prose: anything in a page, comments and strings in code. */
function proseOf(path: string, text: string): (index: number) => boolean {
  if (!/\.(ts|mts|mjs|cjs)$/.test(path)) return () => true;
  const written = new Set<number>();
  for (const match of text.matchAll(commentOrString))
    for (let index = match.index; index < match.index + match[0].length; index += 1) written.add(index);
  return (index) => written.has(index);
}

function findingsIn(path: string, text: string): readonly Finding[] {
  if (placesOfTheReport.some((place) => path.startsWith(place))) return [];
  const isProse = proseOf(path, text);
  const spans = allowedSpans(text);
  const isAllowed = (index: number): boolean => spans.some(([start, end]) => index >= start && index < end);
  const words = prose.flatMap(({ write, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      index: match.index,
      problem: `${isProse(match.index) ? '' : 'name '}${sentence(match[0], write)}`,
    })),
  );
  const names = [...text.matchAll(/[A-Za-z_$][\w$]*/g)].flatMap(({ 0: name, index }) => {
    const whole = parts(name);
    const write = whole.length > 1 ? whole.map((part) => singleWords.get(part)).find(Boolean) : undefined;
    return write === undefined ? [] : [{ index, problem: `name ${sentence(name, write)}` }];
  });
  return [...words, ...names]
    .filter(({ index }) => !isAllowed(index))
    .map(({ index, problem }) => ({ path, line: lineAt(text, index), problem }))
    .sort((a, b) => a.line - b.line);
}

/** Words that are not used here, in prose, in strings and in names. */
export const unusedWordsIn = (texts: Texts): readonly Finding[] =>
  [...texts].flatMap(([path, text]) => (path === 'tests/checks/word-table.ts' ? [] : findingsIn(path, text)));

interface FolderCount {
  readonly folder: string;
  readonly prose: number;
  readonly names: number;
}

/** How many findings each folder has in prose and in names, by folder. */
export function countByFolder(findings: readonly Finding[]): readonly FolderCount[] {
  const folderOf = ({ path }: Finding): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.');
  return [...new Set(findings.map(folderOf))].sort().map((folder) => {
    const own = findings.filter((finding) => folderOf(finding) === folder);
    const names = own.filter(({ problem }) => problem.startsWith('name ')).length;
    return { folder, prose: own.length - names, names };
  });
}
