import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { campaignGates } from '../../../../domain/gates/campaign/run-campaign-gates.js';
import { gates } from '../../../../domain/gates/run-gates.js';
import { withGateTables } from '../../../checks/gate-tables.js';

const page = readFileSync('docs/gates.md', 'utf8');

test('docs/gates.md has the tables of the gates and their bounds (`npm run docs:gates` writes them)', () => {
  expect(page).toBe(withGateTables(page));
});

test('docs/gates.md has one row for every gate', () => {
  const documented = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(documented).toEqual([...gates, ...campaignGates].map(({ name }) => name));
});

test('a changed bound changes docs/gates.md', () => {
  expect(withGateTables(page.replace('fewer than 280 possible', 'fewer than 281 possible'))).toBe(page);
  expect(page).toContain('fewer than 280 possible');
});
