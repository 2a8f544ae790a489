import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Where the build step leaves the workflow bundle and the build's name, next to the compiled code. */
export const bundlePath = new URL('../workflow-bundle.js', import.meta.url).pathname;
const buildInfoPath = new URL('../build.json', import.meta.url).pathname;

export interface BuildInfo {
  /** The git hash, with the bundle's own hash where the tree had changes or is not a checkout. */
  readonly buildId: string;
  readonly bundleSha256: string;
}

export function readBuildInfo(): BuildInfo {
  if (!existsSync(buildInfoPath)) throw new Error('The workflows have not been bundled yet. Run: npm run build');
  return JSON.parse(readFileSync(buildInfoPath, 'utf8')) as BuildInfo;
}

export function writeBuildInfo(code: string): BuildInfo {
  const bundleSha256 = createHash('sha256').update(code).digest('hex');
  const info = { buildId: gitHash() ?? `bundle-${bundleSha256.slice(0, 12)}`, bundleSha256 };
  writeFileSync(buildInfoPath, `${JSON.stringify(info, null, 2)}\n`);
  return info;
}

function gitHash(): string | undefined {
  try {
    const git = (...words: string[]): string =>
      execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return git('status', '--porcelain', '--untracked-files=no') === ''
      ? git('rev-parse', '--short=12', 'HEAD')
      : undefined;
  } catch {
    return undefined;
  }
}
