import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { goldenYear } from '../../../evidence/bench/golden-year-count.js';

it('docs/architecture.md shows the hand count of the golden year line by line', () => {
  const section = readFileSync('docs/architecture.md', 'utf8')
    .split('## The golden year, counted')[1]
    ?.split('\n## ')[0];
  const rows = [...(section ?? '').matchAll(/^\| (.*) \|$/gm)].map(([, row]) => row).slice(2);
  expect(rows).toEqual([
    ...goldenYear.lines.map(({ what, howMany, eventsEach }) =>
      [what, howMany, eventsEach, howMany * eventsEach].join(' | '),
    ),
    `**sum** | | | **${goldenYear.events}**`,
  ]);
});
