import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

interface Rule {
  readonly name: string;
  readonly to: { readonly pathNot?: readonly string[] };
}

const { forbidden } = createRequire(import.meta.url)('../../../.dependency-cruiser.cjs') as {
  forbidden: readonly Rule[];
};
const page = readFileSync('docs/architecture.md', 'utf8');
const suffix = '-reaches-only-rooms-below';

test('docs/architecture.md has the import rules of .dependency-cruiser.cjs, folder by folder', () => {
  const ruled = forbidden
    .filter(({ name }) => name.endsWith(suffix))
    .map(({ name, to }) => {
      const room = name.slice(0, -suffix.length);
      const reached = (to.pathNot ?? [])
        .map((pattern) => pattern.replace(/^\^|\/$/g, ''))
        .filter((place) => place !== room);
      return `${room}: ${reached.join(' ')}`.trim();
    });
  const table = page.slice(page.indexOf('## Import rules'), page.indexOf('## What each folder keeps'));
  const documented = [...table.matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(([, room, reached = '']) =>
    `${room}: ${reached === 'nothing' ? '' : reached.replaceAll(/[`,]/g, '')}`.trim(),
  );
  expect(documented.sort()).toEqual(['domain:', ...ruled].sort());
});

test('each import rule that docs/architecture.md names exists', () => {
  const cited = [...page.matchAll(/import rules? ((?:`[\w-]+`(?:, )?)+)/g)].flatMap(
    ([, names = '']) => names.match(/[\w-]+/g) ?? [],
  );
  expect(cited.length).toBeGreaterThan(10);
  expect(forbidden.map(({ name }) => name)).toEqual(expect.arrayContaining(cited));
});
