import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repositoryPaths } from '../../checks/repository.js';

const page = readFileSync('README.md', 'utf8');
const rootFolders = [...new Set(repositoryPaths().flatMap((path) => /^([\w-]+)\//.exec(path)?.[1] ?? []))].sort();

test('the front page has at most 80 lines', () => {
  expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(80);
});

test('the front page names every folder of the root, and there are at most 18', () => {
  const table = page.slice(page.indexOf('## Folders'));
  const named = [...table.matchAll(/^\| ((?:`[\w-]+\/` ?)+)\|/gm)].flatMap(
    ([, names = '']) => names.match(/[\w-]+/g) ?? [],
  );
  expect(named.sort()).toEqual(rootFolders);
  expect(rootFolders.length).toBeLessThanOrEqual(18);
});
