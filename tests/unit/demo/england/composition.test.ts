import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionCodes } from '../../../../domain/shared/phase.js';
import { outlines, type Story } from '../../../../demo/england/composition.js';

const count = <Item>(items: readonly Item[], matches: (item: Item) => boolean): number => items.filter(matches).length;

describe('the composition of an invented England', () => {
  it('begins the same way in a smaller England as in a larger one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 60, max: 500 }), (seed, schools) => {
        expect(outlines(600, seed).slice(0, schools)).toEqual(outlines(schools, seed));
      }),
      { numRuns: 20 },
    );
  });

  // About 20,200 mainstream schools of which 3,494 are not primary; source: schools counted in the daily statistics 2024/25.
  it.each([
    [60, 0.08],
    [600, 0.02],
    [24_000, 0.002],
  ])(
    'of %d schools has the national shares of primary, secondary and out-of-scope schools within %d',
    (schools, tolerance) => {
      const all = outlines(schools, 5);
      const outside = ['special', 'pupil-referral-unit', 'nursery', 'sixteen-plus', 'independent'];
      expect(Math.abs(count(all, ({ kind }) => kind === 'primary') / schools - 0.695)).toBeLessThan(tolerance);
      expect(Math.abs(count(all, ({ kind }) => kind === 'secondary') / schools - 0.1335)).toBeLessThan(tolerance);
      expect(Math.abs(count(all, ({ kind }) => outside.includes(kind)) / schools - 0.1588)).toBeLessThan(tolerance);
    },
  );

  it.each([1, 2, 3, 4, 5, 77, 2024])(
    'has schools in all nine regions with seed %d and as few as 60 schools',
    (seed) => {
      expect(new Set(outlines(60, seed).map(({ regionCode }) => regionCode))).toEqual(new Set(regionCodes));
    },
  );

  it.each([1, 2, 3, 4, 5, 77, 2024])(
    'has with seed %d every story that the import must handle, in 600 schools',
    (seed) => {
      const stories = new Set(outlines(600, seed).map(({ story }) => story));
      const every: Story[] = [
        'unchanged',
        'converter',
        'sponsor-led',
        'merged',
        'amalgamated',
        'split',
        'new',
        'closing',
        'opening',
        'closed',
      ];
      expect([...stories].sort()).toEqual(every.sort());
    },
  );

  it('gives schools that publish no absence no story but the conversion of special schools', () => {
    const others = outlines(2400, 9).filter(
      ({ kind, story }) => story !== 'unchanged' && !/primary|secondary|all-through/.test(kind),
    );
    expect(new Set(others.map(({ kind, story }) => `${kind} ${story}`))).toEqual(new Set(['special converter']));
  });
});
