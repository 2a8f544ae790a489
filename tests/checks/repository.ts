import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Text of each file that a check reads, by its path from the root of the repository. */
export type Texts = ReadonlyMap<string, string>;

/** Every file that git tracks or would track, as paths from the root. */
export const repositoryPaths = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && existsSync(path));

/** The tests of the checks plant what the checks refuse, and stored histories hold text of their time. */
const unread = ['tests/replay/histories/', 'tests/unit/checks/'];

const isText = (path: string): boolean =>
  /\.(ts|mts|mjs|cjs|md|sh|yml)$|(^|\/)(Dockerfile|run)$/.test(path) &&
  !unread.some((folder) => path.startsWith(folder));

export const repositoryTexts = (): Texts =>
  new Map(
    repositoryPaths()
      .filter(isText)
      .map((path) => [path, readFileSync(path, 'utf8')]),
  );

/** What a check found on a line, counted from one. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly problem: string;
}

/** Prints the findings as `path:line  problem`, and fails the process when there are any. */
export function report(findings: readonly Finding[], clean: string): void {
  for (const { path, line, problem } of findings) process.stdout.write(`${path}:${line}  ${problem}\n`);
  process.stdout.write(findings.length === 0 ? `${clean}\n` : `${findings.length} found\n`);
  if (findings.length > 0) process.exitCode = 1;
}

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
