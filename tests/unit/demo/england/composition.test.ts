import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionCodes } from '../../../../domain/shared/phase.js';
import { outlines, type Story } from '../../../../demo/england/composition.js';

const count = <Item>(items: readonly Item[], matches: (item: Item) => boolean): number => items.filter(matches).length;

describe('composition of an invented England', () => {
  it('a smaller England is the beginning of a larger one', () => {
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
    'of %d schools the shares of primary, secondary and out-of-scope schools are the national ones within %d',
    (schools, tolerance) => {
      const all = outlines(schools, 5);
      const outside = ['special', 'pupil-referral-unit', 'nursery', 'sixteen-plus', 'independent'];
      expect(Math.abs(count(all, ({ kind }) => kind === 'primary') / schools - 0.695)).toBeLessThan(tolerance);
      expect(Math.abs(count(all, ({ kind }) => kind === 'secondary') / schools - 0.1335)).toBeLessThan(tolerance);
      expect(Math.abs(count(all, ({ kind }) => outside.includes(kind)) / schools - 0.1588)).toBeLessThan(tolerance);
    },
  );

  it.each([1, 2, 3, 4, 5, 77, 2024])('with seed %d even 60 schools lie in all nine regions', (seed) => {
    expect(new Set(outlines(60, seed).map(({ regionCode }) => regionCode))).toEqual(new Set(regionCodes));
  });

  it.each([1, 2, 3, 4, 5, 77, 2024])(
    'with seed %d 600 schools have every story that the import must cope with',
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

  it('schools that publish no absence have no story but that special schools convert', () => {
    const others = outlines(2400, 9).filter(
      ({ kind, story }) => story !== 'unchanged' && !/primary|secondary|all-through/.test(kind),
    );
    expect(new Set(others.map(({ kind, story }) => `${kind} ${story}`))).toEqual(new Set(['special converter']));
  });
});
