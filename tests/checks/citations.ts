import { dirname, join, normalize } from 'node:path/posix';
import GithubSlugger from 'github-slugger';
import { lexer, walkTokens } from 'marked';
import { type Finding, type Texts, lineAt } from './repository.js';

interface Citation {
  readonly target: string;
  readonly index: number;
}

const isMarkdown = (path: string): boolean => path.endsWith('.md');

/** A token of `marked`, as far as it is read here. */
interface Piece {
  readonly type: string;
  readonly raw: string;
  readonly text: string;
  readonly href: string;
  readonly tokens?: readonly Piece[];
}

function piecesOf(markdown: string): readonly Piece[] {
  const pieces: Piece[] = [];
  void walkTokens(lexer(markdown), (token) => {
    pieces.push(token as Piece);
  });
  return pieces;
}

const plainText = ({ text, tokens }: Piece): string => (tokens ? tokens.map(plainText).join('') : text);

/** Anchors of a page as GitHub makes them, a repeated heading with its number. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const headings = piecesOf(markdown).filter(({ type }) => type === 'heading');
  return new Set(headings.map((heading) => slugger.slug(plainText(heading))));
}

const isPlaceholder = (text: string): boolean => /[*<>{}…$]/.test(text);
const isFileName = (text: string): boolean => /^[\w.-]+(\/[\w.-]+)*\.(ts|mts|mjs|cjs|md)$/.test(text);
const isFolderName = (text: string): boolean => /^[a-z][\w.-]*(\/[\w.-]+)*\/$/.test(text);

/** Links, as paths from the root, and file names in code spans. */
function citationsInMarkdown(path: string, text: string): { links: Citation[]; names: Citation[] } {
  const links: Citation[] = [];
  const names: Citation[] = [];
  let from = 0;
  for (const { type, raw, text: words, href } of piecesOf(text)) {
    if (type !== 'link' && type !== 'image' && type !== 'codespan') continue;
    const index = Math.max(text.indexOf(raw, from), text.indexOf(raw));
    if (type === 'codespan' && (isFileName(words) || isFolderName(words))) names.push({ target: words, index });
    if (type !== 'codespan' && !/^([a-z]+:|\/\/)/.test(href)) {
      const [file = '', anchor] = href.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      links.push({ target: anchor === undefined ? target : `${target}#${anchor}`, index });
    }
    from = Math.max(from, index);
  }
  return { links, names };
}

const documentPath = /(?<![\w./-])(?:docs\/[\w./-]*[\w/-]|README\.md|CONTRIBUTING\.md|CHANGELOG\.md)(?:#[\w-]+)?/g;
const decisionRecord = /\bADRs? (\d{4})(?: and (\d{4}))?/g;

/** Writings that were never part of this repository; nobody who reads it can look them up. */
const absentBook = /\b[Dd]ossier\b|\bMODEL\.md\b|\bdesign \d|§ ?\d/g;

const matches = (text: string, pattern: RegExp): Citation[] =>
  [...text.matchAll(pattern)].map((match) => ({ target: match[0], index: match.index }));

/** Text of the same length with the targets of its links blanked, because those are read from their own folder. */
const withoutLinks = (markdown: string): string => markdown.replace(/\]\([^)]*\)/g, (link) => ' '.repeat(link.length));

function pathsToCode(text: string, folders: readonly string[]): Citation[] {
  const pattern = new RegExp(`(?<![\\w./-])(?:${folders.join('|')})/[\\w./-]+\\.(?:ts|mts|mjs|md)(?![\\w*])`, 'g');
  return matches(text, pattern);
}

/**
 * Every path, heading and decision record that code or docs cite and that does not exist, and every book that is cited and is not in
 * the repository. `paths` are all files of the repository, `texts` those that are read.
 */
export function brokenCitations(paths: readonly string[], texts: Texts): readonly Finding[] {
  const files = new Set(paths);
  const folders = new Set(
    paths.flatMap((path) => path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'))),
  );
  const roots = [...folders].filter((folder) => folder !== '' && !/[/.]/.test(folder) && folder !== 'docs');
  const records = new Set(paths.flatMap((path) => /^docs\/adr\/(\d{4})-/.exec(path)?.[1] ?? []));
  const anchors = new Map(
    [...texts].filter(([path]) => isMarkdown(path)).map(([path, text]) => [path, anchorsOf(text)]),
  );

  const missing = (target: string): string | undefined => {
    const [file = '', anchor] = target.split('#');
    const name = file.replace(/\/$/, '');
    const record = /^docs\/adr\/(\d{4})$/.exec(name)?.[1];
    if (record !== undefined ? !records.has(record) : !files.has(name) && !folders.has(name)) return `no file ${file}`;
    if (anchor !== undefined && anchors.get(name)?.has(anchor) !== true) return `no heading #${anchor} in ${file}`;
    return undefined;
  };
  const missingName = (name: string): string | undefined => {
    if (name.endsWith('/')) return folders.has(name.slice(0, -1)) ? undefined : `no folder ${name}`;
    return paths.some((path) => path === name || path.endsWith(`/${name}`)) ? undefined : `no file called ${name}`;
  };
  const missingRecord = (target: string): string | undefined =>
    (target.match(/\d{4}/g) ?? []).every((number) => records.has(number)) ? undefined : `no decision record: ${target}`;

  return [...texts].flatMap(([path, text]) => {
    const found = (citations: readonly Citation[], problemOf: (target: string) => string | undefined): Finding[] =>
      citations.flatMap(({ target, index }) => {
        const problem = isPlaceholder(target) ? undefined : problemOf(target);
        return problem === undefined ? [] : [{ path, line: lineAt(text, index), problem }];
      });
    const written = isMarkdown(path) ? citationsInMarkdown(path, text) : undefined;
    const all = [
      ...found([...(written?.links ?? []), ...matches(written ? withoutLinks(text) : text, documentPath)], missing),
      ...found(written?.names ?? pathsToCode(text, roots), written ? missingName : missing),
      ...found(matches(text, decisionRecord), missingRecord),
      ...found(matches(text, absentBook), (target) => `"${target}" is not in the repository: cite a page of docs/`),
    ];
    return [...new Map(all.map((finding) => [JSON.stringify(finding), finding])).values()];
  });
}
