import { describe, expect, it, test } from 'vitest';
import { defaultFairnessBounds } from '../../../../domain/fairness/bounds.js';
import { checkFairness } from '../../../../domain/fairness/check-fairness.js';
import { chartSvg } from '../../../../web/documents/fairness/chart.js';
import { columnsOf } from '../../../../web/documents/fairness/columns.js';
import { fairnessPage } from '../../../../web/documents/fairness/fairness-page.js';
import { fairYear, judgedSchool, yearBefore } from '../../domain/fairness/judged.js';

const schools = [
  ...fairYear(300, { seed: 5, year: yearBefore }),
  ...fairYear(300, { seed: 6 }),
  ...Array.from({ length: 4 }, () =>
    judgedSchool({ regionCode: 'K', phase: 'special', outcomeAbsencePercent: 41.2345 }),
  ),
];
const fairness = checkFairness(schools, defaultFairnessBounds);
const page = fairnessPage({
  title: 'Fairness & more',
  notices: ['Real published data, simulated decisions.'],
  notes: ['2023/24: fitted on what was known.'],
  fairness,
});

describe('the fairness page', () => {
  it('is complete in itself: no script, and nothing from elsewhere', () => {
    expect(page.startsWith('<!doctype html>')).toBe(true);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|href=|src=/);
  });

  it('has its notices, and escapes text', () => {
    expect(page).toContain('<p class="notice">Real published data, simulated decisions.</p>');
    expect(page).toContain('<title>Fairness &amp; more</title>');
  });

  it('has a chart for each dimension, each named and described, with its own ids', () => {
    expect(page.match(/<svg /g)).toHaveLength(8);
    for (const [, labels] of page.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const id of (labels ?? '').split(' ')) expect(page.split(`id="${id}"`)).toHaveLength(2);
    }
  });

  it('has a table of both years under each chart, with headings for columns and rows', () => {
    expect(page.match(/<table>/g)).toHaveLength(16);
    expect(page).toContain('<caption>Region, 2023/24</caption>');
    expect(page.match(/<th scope="col">/g)?.length).toBe(16 * 8);
    expect(page).toContain('<th scope="row">London</th>');
  });

  it('shows no figure of a group that is too small, but does show the group', () => {
    expect(page).toContain(
      '<th scope="row">Special</th><td class="number">4</td><td colspan="6">Too few schools to show</td>',
    );
    expect(page).not.toContain('41.2');
  });
});

describe('a chart of the fairness page', () => {
  const last = fairness.years.at(-1)?.groups.find(({ dimension }) => dimension === 'all');
  const columns = columnsOf(fairness);

  it('has every dot within its column, on a scale widened where a figure needs it', () => {
    const wide = checkFairness(
      [...schools, ...Array.from({ length: 40 }, () => judgedSchool({ regionCode: 'A', outcomeAbsencePercent: 9 }))],
      defaultFairnessBounds,
    );
    const bias = columnsOf(wide)[0];
    expect(bias?.greatest).toBeGreaterThanOrEqual(3 * 0.9);
    expect(columns[0]).toMatchObject({ measure: 'bias', allowed: { least: -0.25, greatest: 0.25 } });
    expect(columns[0]?.least).toBeLessThanOrEqual(-0.4);
    for (const { least, greatest, measure } of columnsOf(wide)) {
      if (measure !== 'bias') expect([least >= 0, greatest <= 1]).toEqual([true, true]);
    }
  });

  it('draws a filled dot for the last year and a hollow one for the year before', () => {
    if (!last) throw new Error('There is no group of all schools.');
    const draw = (before?: typeof last): string =>
      chartSvg({
        id: 'c',
        title: 'All',
        description: 'All schools.',
        columns,
        rows: [{ title: 'All', last, ...(before && { before }) }],
      });
    expect(draw().match(/fill="#ffffff" stroke="#0b0c0c"/g)).toBeNull();
    expect(draw(last).match(/fill="#ffffff" stroke="#0b0c0c"/g)).toHaveLength(columns.length);
    expect(draw(last).match(/r="3.5"/g)).toHaveLength(columns.length);
  });
});

test('a fairness check without a judged year gives a page without a chart', () => {
  const empty = fairnessPage({
    title: 'None',
    notices: [],
    notes: [],
    fairness: checkFairness([], defaultFairnessBounds),
  });
  expect(empty).not.toContain('<svg');
  expect(empty).toContain('No bound is broken.');
});
